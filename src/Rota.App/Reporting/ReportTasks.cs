using Rota.App.Exporting;
using Rota.App.Failing;
using Rota.App.Wording;
using Rota.Core.Bytes;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.App.Reporting;

/// <summary>The rows of a page, with what each task ran and wrote.</summary>
/// <param name="state">Where its output is.</param>
/// <param name="queries">Where its attempts are.</param>
/// <param name="source">The job.</param>
/// <param name="groups">Its entries.</param>
internal sealed class ReportTasks(
    StateDirectory state,
    IHomeReader queries,
    ExportSource source,
    IReadOnlyList<ReportGroup> groups
)
{
    /// <summary>Rows with a command and output: the first, which need a person.</summary>
    public const int DetailedMax = 250;

    /// <summary>Lines of output of a task that failed, and of any other.</summary>
    public const int LinesOfFailed = 12;
    private const int LinesOfOthers = 4;
    private const int CommandMax = 2_000;
    private const int ValueMax = 200;

    /// <summary>The row of each task.</summary>
    public ReportTask[] Of(IReadOnlyList<TaskRow> rows) =>
        [.. rows.Select((row, position) => Task(row, position < DetailedMax))];

    private ReportTask Task(TaskRow row, bool isDetailed)
    {
        var task = source.Spec.Tasks[row.Group];
        var attempts = row.Attempt == 0 ? [] : queries.Attempts.Of(new TaskKey(source.Job.Id, row.Group, row.Index));
        var latest = attempts.Count == 0 ? null : attempts[^1];
        return new ReportTask
        {
            Group = row.Group,
            Index = row.Index,
            Address = Words.Address(source.Job.Id, task, row.Index),
            Label = Words.Task(task, row.Index),
            Params =
            [
                .. source
                    .ParametersOf(row.Group, row.Index)
                    .Select(one => KeyValuePair.Create(one.Key, ByteText.Head(one.Value, ValueMax))),
            ],
            State = row.State,
            Ending =
                latest is null || row.State == TaskState.Succeeded || row.LiveAttempt != 0 ? null : Endings.Of(latest),
            Attempts = attempts.Count,
            Started = row.Started,
            Seconds = row is { LiveAttempt: 0, Started: { } started, Ended: { } ended }
                ? Math.Max(0, (ended - started).TotalSeconds)
                : null,
            Reason = row.State == TaskState.Skipped ? groups[row.Group].WhySkipped ?? row.Reason : row.Reason,
            Command = isDetailed
                ? ByteText.Head(source.CommandOf(row.Group, row.Index, Math.Max(1, row.Attempt)), CommandMax)
                : null,
            Output = isDetailed && latest is not null ? Output(row, latest) : null,
            CpuSeconds = latest?.CpuMicros / 1e6,
            PeakMemoryBytes = latest?.PeakMemoryBytes ?? 0,
        };
    }

    private OutputEnd Output(TaskRow row, AttemptRow latest) =>
        OutputEnds.Of(state, source.Job.Id, latest, row.State.IsFailure() ? LinesOfFailed : LinesOfOthers);
}
