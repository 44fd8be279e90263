using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>One reason why a task does not run, in a sentence with numbers.</summary>
/// <param name="Code">Stable name of the kind of reason.</param>
/// <param name="Sentence">The sentence.</param>
public sealed record Reason(string Code, string Sentence);

/// <summary>Why a waiting task does not run: found by the very checks that hold it back.</summary>
public static class Explanation
{
    private const int HoldersMax = 3;

    /// <summary>All reasons; empty when it starts at the next turn.</summary>
    /// <param name="reconciler">The runner's picture.</param>
    /// <param name="job">The job.</param>
    /// <param name="group">The entry.</param>
    /// <param name="index">The ordinal.</param>
    /// <param name="isServed">Whether a runner is there.</param>
    public static IReadOnlyList<Reason> Of(Reconciler reconciler, ActiveJob job, int group, int index, bool isServed)
    {
        var reasons = new List<Reason>();
        if (!isServed || job.IsParked)
        {
            reasons.Add(new("nobody-runs-it", $"nobody runs this job now: rota resume {job.Id}"));
        }

        if (job.IsPaused)
        {
            reasons.Add(new("paused", $"job {job.Id} is paused: rota resume {job.Id}"));
        }

        AddNeeds(job, group, reasons);
        if (job.Aside.TryGetValue((group, index), out var aside) && aside.State == TaskState.Backoff)
        {
            reasons.Add(
                new("backoff", $"attempt {aside.Tries.Attempts} failed; the next one starts after {aside.NotBefore}")
            );
            return reasons;
        }

        if (job.Groups[group].UnmetNeeds == 0)
        {
            AddRoom(reconciler, job, group, index, reasons);
        }

        return reasons;
    }

    /// <summary>
    /// Why a task that was skipped never ran: the limit that stopped its job, or the needs that were not met.
    /// </summary>
    /// <param name="job">The job, as stored.</param>
    /// <param name="group">The entry.</param>
    public static string? OfSkipped(ActiveJob job, int group)
    {
        var unmet = job
            .Spec.Tasks[group]
            .Needs.Where(need => job.Groups[need.Task].IsEnded && !job.Groups[need.Task].Meets(need))
            .Select(need => Unmet(job, need))
            .ToArray();
        return unmet.Length > 0 ? string.Join("; ", unmet) : job.Reason;
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
        return $"needs {job.Spec.Tasks[need.Task].Id} ({Word(need)}): {count} of {Counted.Text(needed.Total, "task")} {word}{share}";
    }

    private static string Word(Need need) => need.Condition.ToString().ToLowerInvariant();

    private static void AddNeeds(ActiveJob job, int group, List<Reason> reasons)
    {
        foreach (var need in job.Spec.Tasks[group].Needs)
        {
            var needed = job.Groups[need.Task];
            if (!needed.IsEnded)
            {
                var running = needed.Counts[(int)TaskState.Running] + needed.Counts[(int)TaskState.Starting];
                reasons.Add(
                    new(
                        "dependency",
                        $"needs {job.Spec.Tasks[need.Task].Id} ({Word(need)}): "
                            + $"{needed.Ended} of {Counted.Text(needed.Total, "task")} ended, {running} running, "
                            + $"{needed.Total - needed.Ended - running} waiting"
                    )
                );
            }
        }
    }

    private static void AddRoom(Reconciler reconciler, ActiveJob job, int group, int index, List<Reason> reasons)
    {
        var shape = reconciler.ShapeOf(job, group, index);
        if (Ledger.Check(shape) is { } refusal)
        {
            reasons.Add(
                new(
                    refusal.Account is { IsLimit: true, IsShared: true } && refusal.IsForever ? "queue-paused"
                        : refusal.Account.IsLimit ? "limit"
                        : refusal.IsForever ? "never-fits"
                        : "no-room",
                    refusal.ToString()
                )
            );
            var holders = reconciler
                .Attempts.Values.Where(attempt => attempt.HoldsRoom && attempt.Shape.Takes(refusal.Account))
                .GroupBy(attempt => $"{attempt.Job.Id}.{attempt.Job.Spec.Tasks[attempt.Group.Ordinal].Id}")
                .OrderByDescending(holder => holder.Count())
                .ToArray();
            if (holders.Length > 0)
            {
                reasons.Add(
                    new(
                        "held-by",
                        "held by: "
                            + string.Join(
                                ", ",
                                holders.Take(HoldersMax).Select(holder => $"{holder.Key} ({holder.Count()} running)")
                            )
                            + (holders.Length > HoldersMax ? $" and {holders.Length - HoldersMax} more" : "")
                    )
                );
            }
        }

        if (reconciler.PlaceInLine(job, group, index) is > 0 and var place)
        {
            var ahead = place == 1 ? "1 ready task is" : $"{place} ready tasks are";
            reasons.Add(new("place", $"{ahead} before it (priority {job.Priority})"));
        }
    }
}
