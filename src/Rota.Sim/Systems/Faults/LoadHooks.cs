using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Scheduling.State;
using Rota.Sim.Systems.Nodes;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Faults;

internal sealed class ForgottenHolds : BugHooks
{
    public override StoredJob Load(StoredJob job)
    {
        Array.ForEach(job.Job.Groups, group => group.Held = OrdinalRanges.None);
        return job;
    }
}

internal sealed class ForgottenNeeds : BugHooks
{
    public override StoredJob Load(StoredJob job)
    {
        var awaited = job.Job.Awaited;
        for (var at = 0; at < awaited.Length; at++)
        {
            awaited[at] = awaited[at] with
            {
                Outcome = awaited[at].Need.Condition == NeedCondition.Failed ? JobState.Failed : JobState.Succeeded,
            };
        }

        return job;
    }
}

internal sealed class ForgottenSpacing : BugHooks
{
    public override StoredJob Load(StoredJob job)
    {
        job.Job.NextStart = null;
        return job;
    }
}

internal sealed class MovedAccount : BugHooks
{
    public override StoredJob Load(StoredJob job) =>
        job with
        {
            Live = [.. job.Live.Select(attempt => attempt with { Booking = "" })],
        };
}

internal sealed class AlwaysOpen : BugHooks
{
    public override News News(News news) =>
        news with
        {
            Accounts = [.. news.Accounts.Select(account => account with { Hours = null })],
        };
}

internal sealed class EarlyFinally : BugHooks
{
    public override StoredJob Load(StoredJob job) =>
        Respecified.As(
            job,
            spec => spec with { Tasks = [.. spec.Tasks.Select(task => task with { IsFinally = false })] }
        );
}

internal sealed class NeverSealed : BugHooks
{
    public override StoredJob Load(StoredJob job) => Respecified.As(job, spec => spec with { IsOpen = true });
}

/// <summary>A stored job that says something else of itself.</summary>
internal static class Respecified
{
    public static StoredJob As(StoredJob stored, Func<JobSpec, JobSpec> change)
    {
        var before = stored.Job;
        var other = new ActiveJob(before.Id, change(before.Spec))
        {
            State = before.State,
            IsPaused = before.IsPaused,
            IsStopped = before.IsStopped,
            IsCancelled = before.IsCancelled,
            IsAbandoned = before.IsAbandoned,
            Priority = before.Priority,
            Reason = before.Reason,
            Started = before.Started,
            Ended = before.Ended,
            Attempts = before.Attempts,
            NextStart = before.NextStart,
            NotBefore = before.NotBefore,
            Awaited = before.Awaited,
        };
        before.Counts.CopyTo(other.Counts, 0);
        foreach (var group in before.Groups)
        {
            var same = other.Groups[group.Ordinal];
            (same.Next, same.Rest, same.Held) = (group.Next, group.Rest, group.Held);
            group.Counts.CopyTo(same.Counts, 0);
        }

        return stored with
        {
            Job = other,
        };
    }
}
