using System.Globalization;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Naming;
using Rota.Core.Model;

namespace Rota.App.Exporting;

/// <summary>
/// Comma-separated values (RFC 4180), one attempt a row. A spreadsheet takes a cell such as <c>=HYPERLINK(...)</c>
/// for a formula, and names and reasons come from anybody: such a cell gets a <c>'</c> in front, as one that begins
/// with it does, so that a program that drops one leading <c>'</c> has the value again. Numbers stay numbers.
/// </summary>
internal static class CsvExport
{
    private const string FormulaStarts = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20'";

    private static readonly string[] Columns =
    [
        "task",
        "index",
        "attempt",
        "state",
        "started",
        "ended",
        "seconds",
        "exit_code",
        "signal",
        "cpu_seconds",
        "peak_memory_bytes",
        "reason",
        "label",
    ];

    public static void Write(ExportSource source, Stream output) => Write(source, output, isRaw: false);

    /// <summary>With every cell as it is.</summary>
    public static void WriteRaw(ExportSource source, Stream output) => Write(source, output, isRaw: true);

    private static void Write(ExportSource source, Stream output, bool isRaw)
    {
        using var writer = new ByteLines(output);
        string[] names = [.. source.Spec.Tasks.SelectMany(task => new TaskParameters(task).Names).Distinct()];
        var results = source.ResultNames;
        Row(
            writer,
            [.. Columns, .. names.Select(name => "param." + name), .. results.Select(name => "result." + name)],
            isRaw
        );
        foreach (var attempt in source.Attempts)
        {
            var seconds = attempt.Started is { } started
                ? (attempt.Ended - started).TotalSeconds.ToString("0.######")
                : "";
            Row(
                writer,
                [
                    source.TaskOf(attempt).Id,
                    source.IndexOf(attempt)?.ToString(),
                    attempt.Number.ToString(),
                    attempt.Outcome.WireName(),
                    attempt.Started?.ToString(),
                    attempt.Ended.ToString(),
                    seconds,
                    attempt.ExitCode?.ToString(),
                    attempt.Signal?.ToString(),
                    (attempt.CpuMicros / 1e6).ToString("0.######"),
                    attempt.PeakMemoryBytes.ToString(),
                    attempt.Reason,
                    source.NameOf(attempt),
                    .. Values(source.TaskOf(attempt), attempt.Index, names),
                    .. ExportSource.ResultsOf(attempt, results),
                ],
                isRaw
            );
        }
    }

    /// <summary>The parameters of a task, in the columns of all that the job has.</summary>
    private static IEnumerable<string?> Values(TaskSpec task, int ordinal, string[] names)
    {
        var parameters = new TaskParameters(task);
        return names.Select(name => parameters.Find(name) is { } found ? parameters.Value(found, ordinal) : null);
    }

    private static void Row(ByteLines writer, IEnumerable<string?> cells, bool isRaw) =>
        writer.Write(string.Join(',', cells.Select(cell => Cell(isRaw ? cell : Defused(cell)))) + "\r\n");

    private static string? Defused(string? value) =>
        value is [var first, ..]
        && FormulaStarts.Contains(first, StringComparison.Ordinal)
        && !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? "'" + value
            : value;

    private static string Cell(string? value) =>
        value is null ? ""
        : value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : value;
}
