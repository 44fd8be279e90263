using System.Text;
using Rota.Core.Model;

namespace Rota.Cli.Export;

/// <summary>Comma-separated values (RFC 4180), one attempt a row.</summary>
internal static class CsvExport
{
    public static void Write(ExportSource source, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), 65_536, leaveOpen: true);
        writer.Write(
            "task,index,attempt,state,started,ended,seconds,exit_code,signal,cpu_seconds,peak_memory_bytes,reason\r\n"
        );
        foreach (var attempt in source.Attempts)
        {
            var seconds = attempt.Started is { } started
                ? (attempt.Ended - started).TotalSeconds.ToString("0.######")
                : "";
            writer.Write(
                string.Join(
                    ',',
                    (
                        (string?[])
                            [
                                source.TaskOf(attempt).Id,
                                source.IndexOf(attempt)?.ToString(),
                                attempt.Number.ToString(),
                                attempt.Outcome.Word(),
                                attempt.Started?.ToString(),
                                attempt.Ended.ToString(),
                                seconds,
                                attempt.ExitCode?.ToString(),
                                attempt.Signal?.ToString(),
                                (attempt.CpuMicros / 1e6).ToString("0.######"),
                                attempt.PeakMemoryBytes.ToString(),
                                attempt.Reason,
                            ]
                    ).Select(Cell)
                )
            );
            writer.Write("\r\n");
        }
    }

    private static string Cell(string? value) =>
        value is null ? ""
        : value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : value;
}
