using Rota.Core.Model;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>
/// The time between two starts of a job: after each the job is out of line until that has passed. The moment is stored
/// with the start, so that a crash shortens no wait.
/// </summary>
internal static class Spacing
{
    /// <summary>Whether a job waits since its last start.</summary>
    public static bool IsWaiting(this SchedulerState scheduler, ActiveJob job) => MomentOf(job) > scheduler.Now;

    /// <summary>A task of a job was started.</summary>
    public static void Started(this SchedulerState scheduler, ActiveJob job)
    {
        if (job.Spec.Spacing is { } spacing)
        {
            (job.NextStart, job.NextStartHere) = (scheduler.Now + spacing, null);
            Wait(scheduler, job);
        }
    }

    /// <summary>
    /// A job was taken into memory. Where the wall clock was set back since, the rest of a wait is never more than the
    /// whole of it.
    /// </summary>
    public static void Adopted(this SchedulerState scheduler, ActiveJob job)
    {
        if (job is { NextStart: { } next, Spec.Spacing: { } spacing } && next > scheduler.Now)
        {
            var longest = scheduler.Now + spacing;
            job.NextStartHere = next > longest ? longest : null;
            Wait(scheduler, job);
        }
    }

    private static Instant? MomentOf(ActiveJob job) => job.NextStartHere ?? job.NextStart;

    private static void Wait(SchedulerState scheduler, ActiveJob job)
    {
        foreach (var readyQueue in job.ReadyQueues.Values)
        {
            scheduler.StepOut(readyQueue);
        }

        scheduler.Timers.Start(job, MomentOf(job)!.Value);
    }
}
