using Rota.Core.Jobs;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>Changes what holds for a job while it runs: its place, its width, its patience.</summary>
internal sealed class JobLimits(SchedulerState scheduler, Progress progress, NodeReports reports, JobChanges changes)
{
    public void SetPriority(ActiveJob job, int priority)
    {
        // The line is sorted by priority: ready queues leave it before the key changes.
        var readyQueues = job.ReadyQueues.Values.Where(readyQueue => readyQueue.IsLinedUp).ToArray();
        foreach (var readyQueue in readyQueues)
        {
            scheduler.StepOut(readyQueue);
        }

        job.Priority = priority;
        scheduler.Changes.Jobs.Add(job);
        foreach (var readyQueue in readyQueues)
        {
            scheduler.LineUp(readyQueue);
        }
    }

    public void SetParallel(ActiveJob job, int? most)
    {
        job.Limit(most);
        scheduler.Changes.Jobs.Add(job);
        scheduler.Changes.Specs.Add(job);
        scheduler.MayStart = true;
        if (job.Parallel.IsOverdrawn)
        {
            WithdrawSuccessors(job);
        }
    }

    /// <summary>The same for one entry: from now on what runs of it is counted, also where it had no limit.</summary>
    public void SetParallel(ActiveJob job, int? most, string entry)
    {
        if (
            job.Ended is not null
            || job.Groups.FirstOrDefault(IsMeant) is not { } group
            || (most is null && group.Parallel is null)
        )
        {
            return;
        }

        changes.Edit(job, job.Spec.WithParallel(most, group.Ordinal));
        job.ParallelOf(group).Capacity = most ?? long.MaxValue;
        foreach (var attempt in job.Live.Where(attempt => ReferenceEquals(attempt.Group, group)))
        {
            reports.Recount(attempt);
        }

        scheduler.MayStart = true;
        WithdrawSuccessors(job);

        bool IsMeant(TaskGroup group) => job.Spec.Tasks[group.Ordinal].Id == entry;
    }

    /// <summary>What has room is counted by the queue that gave it until it ends.</summary>
    public void SetQueue(ActiveJob job, string queue)
    {
        if (job.Ended is null)
        {
            changes.Edit(job, job.Spec with { Queue = queue });
            WithdrawSuccessors(job);
        }
    }

    /// <summary>Who waits to take a place over would have the job go on as it was.</summary>
    private void WithdrawSuccessors(ActiveJob job)
    {
        foreach (var attempt in job.Live.Where(attempt => !attempt.HoldsRoom))
        {
            progress.Withdraw(attempt);
        }
    }

    /// <summary>What runs already is ended by the new limit as well: at once where it has run longer.</summary>
    public void SetTimeout(ActiveJob job, TimeSpan? timeout, string? entry)
    {
        changes.Edit(job, job.Spec.WithTimeout(timeout, entry));
        foreach (var attempt in job.Live)
        {
            reports.SetTimeout(attempt);
        }
    }
}
