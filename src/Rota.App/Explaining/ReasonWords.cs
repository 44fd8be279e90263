using System.Diagnostics;
using Rota.App.Wording;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.Explanations;
using Rota.Core.Scheduling.State;

namespace Rota.App.Explaining;

/// <summary>The sentences for why a task does not run.</summary>
internal static class ReasonWords
{
    private const int EntriesMax = 3;

    /// <summary>A reason as people read it.</summary>
    public static ReasonView Of(Reason reason) =>
        reason switch
        {
            Reason.Unattended { Job: var job } => new("nobody-runs-it", $"nobody runs this job now: rota resume {job}"),
            Reason.Paused { Job: var job } => new("paused", $"job {job} is paused: rota resume {job}"),
            Reason.TooEarly { Job: var job, Left: var left } => new("not-before", TooEarly(job, left)),
            Reason.AfterJob { Need: var need } => new("after-job", AfterWords.Waiting(need)),
            Reason.Spaced { Spacing: var spacing, Left: var left } => new(
                "spacing",
                $"its job starts one task each {Words.Duration(spacing)}, next in {Words.Duration(left)}"
            ),
            Reason.Closed closed => new(
                "queue-closed",
                $"queue {closed.Queue} is closed now: it is open {closed.Hours.Windows} in {closed.Hours.TimeZone}"
                    + (
                        closed.Left is { } left
                            ? $", and opens in {Words.Duration(left)}"
                            : ". This machine does not know that time zone: install tzdata"
                    )
            ),
            Reason.OnHold { Job: var job, Group: var group, Index: var index } => new(
                "held",
                $"it is held: rota release {Words.Address(job.Id, job.Spec.Tasks[group], index)}"
            ),
            Reason.Backoff { Attempt: var attempt, NotBefore: var due } => new(
                "backoff",
                $"attempt {attempt} failed; the next one starts after {due}"
            ),
            Reason.Waiting { Job: var job, Need: var need } => new("dependency", Waiting(job, need)),
            Reason.Refused { Refusal: var refusal } why => new(RefusalWords.Reason(refusal), RefusalWords.Of(why))
            {
                Refusal = new RefusalView(refusal),
            },
            Reason.Outside { Job: var job, Group: var group, Index: var index } => new(
                "external",
                "a scheduler outside of Rota is to place it, and none has claimed it; by hand: rota place "
                    + $"{Words.Address(job.Id, job.Spec.Tasks[group], index)} NODE"
            ),
            Reason.NoNode { Offers: var offers } => NodeWaits.Of(offers),
            Reason.Held held => Held(held),
            Reason.Behind { Ahead: var ahead, Priority: var priority } => new(
                "place",
                $"{(ahead == 1 ? "1 ready task is" : $"{ahead} ready tasks are")} before it (priority {priority})"
            ),
            _ => throw new UnreachableException(),
        };

    private static string TooEarly(ActiveJob job, TimeSpan left)
    {
        var moment = job.Spec.NotBefore;
        var stated =
            moment is not null && !Duration.TryParse(moment.Stated, out _)
                ? $"{moment.Stated} ({job.NotBefore})"
                : $"{job.NotBefore}";
        return $"waits until {stated}, in {Words.Duration(left)}";
    }

    /// <summary>
    /// Why a task that was skipped never ran: the needs that were not met, or the limit that stopped its job.
    /// </summary>
    /// <param name="job">The job, as stored.</param>
    /// <param name="group">The entry.</param>
    public static string? Skipped(ActiveJob job, int group) =>
        Explanation.Unmet(job, group) is { Count: > 0 } unmet
            ? string.Join("; ", unmet.Select(need => Unmet(job, need)))
            : job.Reason;

    private static string Waiting(ActiveJob job, Need need)
    {
        var needed = job.Groups[need.Task];
        var running = needed.Counts[(int)TaskState.Running] + needed.Counts[(int)TaskState.Starting];
        return $"{Named(job, need)}: {needed.Ended} of {Words.Count(needed.Total, "task")} ended, {running} running, "
            + $"{needed.Total - needed.Ended - running} waiting"
            + (needed.IsOpen ? $"; it is open for more until: rota seal {job.Id}" : "");
    }

    private static string Unmet(ActiveJob job, Need need)
    {
        var needed = job.Groups[need.Task];
        var share =
            need.Condition == NeedCondition.Succeeded && need.MinSuccessPercent < 100
                ? $", {need.MinSuccessPercent}% are asked for"
                : "";
        var (count, word) =
            need.Condition == NeedCondition.Failed
                ? (StateCounts.Failures(needed.Counts), "failed")
                : (needed.Counts[(int)TaskState.Succeeded], "succeeded");
        return $"{Named(job, need)}: {count} of {Words.Count(needed.Total, "task")} {word}{share}";
    }

    private static string Named(ActiveJob job, Need need) =>
        $"needs {job.Spec.Tasks[need.Task].Id} ({need.Condition.ToString().ToLowerInvariant()})";

    /// <summary>
    /// By entry, and where only few can have it (a limit, a licence, a GPU) also by task: whose end helps is then of
    /// interest, and those of a full machine are in <c>rota tasks</c>.
    /// </summary>
    private static ReasonView Held(Reason.Held held)
    {
        var entries = held
            .Holders.GroupBy(attempt => (attempt.Job, attempt.Group))
            .OrderByDescending(entry => entry.Count())
            .ToArray();
        var sentence =
            "held by: "
            + string.Join(
                ", ",
                entries
                    .Take(EntriesMax)
                    .Select(entry => $"{entry.Key.Job.Id}.{SpecOf(entry.First()).Id} ({entry.Count()} running)")
            )
            + More(entries.Length - EntriesMax);
        if (!held.Account.IsLimit && held.Account.Id.Kind is not (AccountKind.Licence or AccountKind.Gpus))
        {
            return new("held-by", sentence);
        }

        var holders = new HoldersView(
            [
                .. held
                    .Holders.Take(HoldersView.TasksMax)
                    .Select(attempt => Words.Address(attempt.Job.Id, SpecOf(attempt), attempt.Index)),
            ],
            Math.Max(0, held.Holders.Count - HoldersView.TasksMax)
        );
        var isOfArrays = held.Holders.Any(attempt => SpecOf(attempt).Expansion.IsIndexed);
        return new(
            "held-by",
            isOfArrays ? $"{sentence}: {string.Join(", ", holders.Tasks)}{More(holders.More)}" : sentence
        )
        {
            Holders = holders,
        };
    }

    private static TaskSpec SpecOf(Attempt attempt) => attempt.Job.Spec.Tasks[attempt.Group.Ordinal];

    private static string More(int count) => count > 0 ? $" and {count} more" : "";
}
