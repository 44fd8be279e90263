using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Explanations;

/// <summary>Why a waiting task does not run: found by the very checks that hold it back.</summary>
public static class Explanation
{
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
            reasons.Add(new Reason.Unattended(job.Id));
        }

        if (job.IsPaused)
        {
            reasons.Add(new Reason.Paused(job.Id));
        }

        if (job.Groups[group].Held.Contains(index))
        {
            reasons.Add(new Reason.OnHold(job, group, index));
        }

        AddHeldBack(reconciler.Wall, job, reasons);
        reasons.AddRange(
            job.Spec.Tasks[group]
                .Needs.Where(need => !job.Groups[need.Task].IsEnded)
                .Select(need => new Reason.Waiting(job, need))
        );
        if (job.Aside.TryGetValue((group, index), out var aside) && aside.State == TaskState.Backoff)
        {
            reasons.Add(new Reason.Backoff(aside.Tries.Attempts, aside.NotBefore));
            return reasons;
        }

        if (job is { IsHeldBack: false } && job.Groups[group].UnmetNeeds == 0)
        {
            if (job is { NextStart: { } next, Spec.Spacing: { } spacing } && next > reconciler.Now)
            {
                reasons.Add(new Reason.Spaced(spacing, next - reconciler.Now));
            }

            AddRoom(reconciler, job, group, index, reasons);
        }

        return reasons;
    }

    /// <summary>The needs of an entry that have ended and were not met: tasks are skipped for them.</summary>
    /// <param name="job">The job, as stored.</param>
    /// <param name="group">The entry.</param>
    public static IReadOnlyList<Need> Unmet(ActiveJob job, int group) =>
        [
            .. job
                .Spec.Tasks[group]
                .Needs.Where(need => job.Groups[need.Task].IsEnded && !job.Groups[need.Task].Meets(need)),
        ];

    private static void AddHeldBack(Instant wall, ActiveJob job, List<Reason> reasons)
    {
        if (!job.IsHeldBack)
        {
            return;
        }

        if (job.NotBefore is { } moment && moment > wall)
        {
            reasons.Add(new Reason.TooEarly(job, moment - wall));
        }

        reasons.AddRange(
            job.Awaited.Where(awaited => !awaited.IsMet).Select(awaited => new Reason.AfterJob(awaited.Need))
        );
    }

    private static void AddHolders(Reconciler reconciler, Refusal? refusal, List<Reason> reasons)
    {
        if (refusal is not null && reconciler.HoldersOf(refusal.Account) is { Count: > 0 } holders)
        {
            reasons.Add(new Reason.Held(refusal.Account, holders));
        }
    }

    private static void AddRoom(Reconciler reconciler, ActiveJob job, int group, int index, List<Reason> reasons)
    {
        if (Limits.Check(reconciler.ShapeOf(job, group, index)) is { } limit)
        {
            reasons.Add(
                reconciler.Closed(limit.Account) is var (hours, left)
                    ? new Reason.Closed(limit.Account.Id.Name, hours, left)
                    : new Reason.Refused(limit) { Turn = reconciler.Turn(limit.Account) }
            );
            AddHolders(reconciler, limit, reasons);
        }
        else if (NodeOffers.Of(reconciler, job, group, index) is [{ Takes: false } nearest, ..] offers)
        {
            // A machine by itself says what it lacks; of several each says it of itself.
            reasons.Add(
                offers.Count == 1 && nearest.Refusal is { } own ? new Reason.Refused(own) : new Reason.NoNode(offers)
            );
            AddHolders(reconciler, nearest.Refusal, reasons);
        }

        if (reconciler.PlaceInLine(job, group, index) is > 0 and var place)
        {
            reasons.Add(new Reason.Behind(place, job.Priority));
        }
    }
}
