using Rota.Core.Placement;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>Calls of tasks that wait at a limit.</summary>
internal static class Calls
{
    /// <summary>
    /// Calls the next task that waits at a limit. One whose job starts nothing now goes back to its ready queue, and the
    /// next is called: a call that nobody follows would leave the others waiting for ever.
    /// </summary>
    /// <returns>Whether there was one.</returns>
    public static bool Wake(this SchedulerState scheduler, Account limit)
    {
        while (scheduler.Waiters.Next(limit) is var (job, task))
        {
            if (scheduler.Return(job, task, first: true))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Passes on the calls to tasks that will not follow them now: their job is paused or stopped.</summary>
    public static void WakeInsteadOf(this SchedulerState scheduler, ActiveJob job, IEnumerable<PendingTask> tasks)
    {
        foreach (var task in tasks)
        {
            if (scheduler.KeyOf(job, task.Group, task.Index) is { } key)
            {
                scheduler.Wake(scheduler.Limits.ConcurrencyKey(key));
            }
        }
    }
}
