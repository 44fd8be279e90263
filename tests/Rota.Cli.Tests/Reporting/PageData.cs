using Rota.App.Failing;
using Rota.App.Reporting;
using Rota.Core.Model;

namespace Rota.Cli.Tests.Reporting;

/// <summary>What pages of reports are made of.</summary>
internal static class PageData
{
    /// <summary>A job of one entry whose tasks all have rows: every third failed, every fifth was skipped.</summary>
    public static ReportData Job(int tasks, Func<int, string>? text = null)
    {
        text ??= index => $"text {index}";
        ReportTask[] rows = [.. Enumerable.Range(0, tasks).Select(index => Task(index, text(index)))];
        var failed = rows.Where(task => task.State == TaskState.Failed).ToArray();
        return new ReportData
        {
            JobId = 42, Name = text(0), State = "failed", Reason = text(1), Slots = 4, RotaVersion = "0", Host = text(2),
            Groups =
            [
                new ReportGroup
                {
                    Name = text(3), Total = tasks, Failed = failed.Length, Skipped = rows.Count(task => task.State == TaskState.Skipped),
                    Succeeded = rows.Count(task => task.State == TaskState.Succeeded), WhySkipped = text(4), Attempts = tasks, TaskSeconds = tasks,
                },
            ],
            Marks = [.. rows.Select(task => new AttemptMark(task.Index * 100_000, (task.Index * 100_000) + 1_000_000, 0, task.Index, 1024, MarkOutcome.Failed))],
            Attempts = tasks,
            FailedAttempts = failed.Length,
            Failures = failed.Length == 0 ? null : new FailureGroups(42, failed.Length, [Group(failed, text(5))], 0),
            Slowest = [.. rows.Take(20).Select(task => Attempt(task.Index, text(task.Index)))],
            Tasks = rows,
        };
    }

    public static ReportAttempt Attempt(int index, string label) => new()
    {
        Label = label, Group = "train", Index = index, Place = (0, index), State = "succeeded", Ending = "succeeded",
        Started = DateTimeOffset.UnixEpoch, Ended = DateTimeOffset.UnixEpoch.AddSeconds(1),
    };

    private static ReportTask Task(int index, string text) => new()
    {
        Group = 0, Index = index, Address = $"42.train.{index}", Label = text, Params = [KeyValuePair.Create(text, text)],
        State = index % 3 == 0 ? TaskState.Failed : index % 5 == 0 ? TaskState.Skipped : TaskState.Succeeded,
        Ending = "exit 1", Attempts = 1, Started = new Instant(index * 100_000), Seconds = 1, Reason = text, Command = text + "\n" + text,
        Output = new OutputEnd([text, text], IsCut: true), CpuSeconds = 1, PeakMemoryBytes = 1 << 20,
    };

    private static FailureGroup Group(ReportTask[] failed, string message) => new()
    {
        Ending = "exit 1", Shape = message, Tasks = failed.Length, First = new Instant(0), Last = new Instant(9), Nodes = [message],
        Examples = [.. failed.Take(5).Select(task => new FailedTask(task.Address, task.Label, message))],
        Logs = $"rota logs {failed[0].Address}", Rerun = $"rota rerun 42 --like {failed[0].Address}",
    };
}
