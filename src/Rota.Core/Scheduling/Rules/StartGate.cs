using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>
/// Holds a job back until its moment has come and the jobs that it needs have ended. What has started once is held back
/// no more. Moments are read on the wall clock, as those of schedules.
/// </summary>
internal sealed class StartGate(SchedulerState scheduler, Progress progress)
{
    private readonly SortedSet<(Instant At, JobId Job)> moments = [];

    /// <summary>The next moment that a job waits for; <see cref="Instant.Never"/> without one.</summary>
    public Instant Next => moments.Count > 0 ? moments.Min.At : Instant.Never;

    /// <summary>For a job taken into memory, or run again: before anything of it lines up.</summary>
    public void Close(ActiveJob job)
    {
        job.IsHeldBack = job.Started is null && (IsEarly(job) || job.Awaited.Any(awaited => !awaited.IsMet));
        if (job.IsHeldBack && job.NotBefore is { } moment && IsEarly(job))
        {
            moments.Add((moment, job.Id));
        }
    }

    /// <summary>Lets a job go whose time has come, and ends one that can never start.</summary>
    public void Settle(ActiveJob job)
    {
        if (!job.IsHeldBack || job.Ended is not null)
        {
            return;
        }

        if (job.Awaited.FirstOrDefault(awaited => awaited.IsUnmet) is { Need: { } need, Outcome: { } outcome })
        {
            job.IsCancelled = true;
            job.Reason = $"never started: job {need.Job} {Words(outcome)}, and had to {Words(need.Condition)}";
            progress.Stop(job, TaskState.Skipped);
        }
        else if (!IsEarly(job) && job.Awaited.All(awaited => awaited.IsMet))
        {
            job.IsHeldBack = false;
            scheduler.LineUp(job);
        }
    }

    /// <summary>A job that others need has ended.</summary>
    public void Heard(ActiveJob job, JobId needed, JobState outcome)
    {
        for (var at = 0; at < job.Awaited.Length; at++)
        {
            if (job.Awaited[at].Need.Job == needed)
            {
                job.Awaited[at] = job.Awaited[at] with { Outcome = outcome };
            }
        }

        Settle(job);
    }

    /// <summary>Lets those go whose moment has come.</summary>
    public void Pass()
    {
        while (moments.Count > 0 && moments.Min is var (at, id) && at <= scheduler.Wall)
        {
            moments.Remove((at, id));
            if (scheduler.Jobs.TryGetValue(id, out var job))
            {
                Settle(job);
            }
        }
    }

    private bool IsEarly(ActiveJob job) => job.NotBefore > scheduler.Wall;

    private static string Words(JobState outcome) =>
        outcome switch
        {
            JobState.Cancelled => "was cancelled",
            _ => outcome.WireName(),
        };

    private static string Words(NeedCondition condition) =>
        condition switch
        {
            NeedCondition.Failed => "fail",
            NeedCondition.Finished => "end",
            _ => "succeed",
        };
}
