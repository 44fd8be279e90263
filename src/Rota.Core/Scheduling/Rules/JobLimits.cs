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
            // Who waits to take a place over would keep the job as wide as it is.
            foreach (var attempt in job.Live.Where(attempt => !attempt.HoldsRoom).ToArray())
            {
                progress.Withdraw(attempt);
            }
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
