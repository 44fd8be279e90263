using Rota.App.Serving;
using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Core.Scheduling.Explanations;
using Rota.Linux.Clocks;
using Rota.Node.Machine;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Explaining;

/// <summary>Why a task is not running, with numbers.</summary>
internal static class TaskReasons
{
    /// <summary>The reasons, at least one.</summary>
    public static IReadOnlyList<ReasonView> Of(
        IHome home,
        NodeOptions node,
        IHomeReader queries,
        JobRow job,
        TaskRow row
    )
    {
        if (row.State.IsTerminal())
        {
            return [Ended(queries, job, row)];
        }

        if (row.State is TaskState.Running or TaskState.Starting)
        {
            return ServedNotes.Sentence(job, Served.By(home.State, queries)) is { } note
                    ? [Live(row), new("nobody-runs-it", note)]
                : CutOffNotes.Of(home, queries, job, row) is { } cut ? [Live(row), cut]
                : [Live(row)];
        }

        if (
            job.Started is null
            && queries.Awaited(job.Id).FirstOrDefault(awaited => awaited.IsUnmet)
                is { Need: { } need, Outcome: { } outcome }
        )
        {
            return [new("after-job", AfterWords.Unmet(need, outcome))];
        }

        var reconciler = Reconstruction.Of(home.State, queries, node, job.Id);
        ReasonView[] held = reconciler.Jobs.TryGetValue(job.Id, out var active)
            ?
            [
                .. Explanation
                    .Of(reconciler, active, row.Group, row.Index, Served.IsServed(home))
                    .Select(ReasonWords.Of),
            ]
            : [];
        ReasonView[] attended =
            active is not null && Attendance.Of(queries, job.Id) is { } attendance ? [attendance] : [];
        ReasonView[] refused = Refused(queries, job, row) is { } reason ? [reason] : [];
        return held.Length > 0 || attended is [{ Code: not "attended-by" }]
            ? [.. held, .. refused, .. attended]
            : [new("next", "nothing holds it back: it starts at the next turn"), .. refused, .. attended];
    }

    /// <summary>What nodes refused of it, the latest in a sentence; null for nothing.</summary>
    private static ReasonView? Refused(IHomeReader queries, JobRow job, TaskRow row) =>
        queries.Spec(job.Id) is { } spec
        && NodeRefusals.Of(queries, job.Id, spec, new TaskKey(job.Id, row.Group, row.Index)) is [var last, ..] all
            ? new ReasonView("node-refused", last.Sentence(WallClock.Now)) { Refused = all }
            : null;

    private static ReasonView Ended(IHomeReader queries, JobRow job, TaskRow row)
    {
        var why =
            row.State == TaskState.Skipped && queries.Load(job.Id) is { } ended
                ? ReasonWords.Skipped(ended.Job, row.Group)
                : row.Reason;
        return new("ended", $"it has ended: {row.State.WireName()}" + (why is null ? "" : $": {why}"));
    }

    private static ReasonView Live(TaskRow row) =>
        row.State == TaskState.Running
            ? new("running", $"it runs: attempt {row.Attempt}, pid {row.Pid}, since {row.Started}")
            : new("starting", $"attempt {row.Attempt} is committed and starts when its node has a place for it");
}
