using Rota.Core.Placement;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>
/// The one way of a ready task to where it waits for room, also from a limit that calls it. One that people hold goes
/// aside instead.
/// </summary>
internal static class ReadyTasks
{
    /// <summary>Puts a task that is ready into its ready queue, and that in the line where it may start.</summary>
    /// <returns>Whether it stands in the line now.</returns>
    public static bool Return(this SchedulerState scheduler, ActiveJob job, PendingTask task, bool first)
    {
        if (QueueOf(scheduler, job, task) is not { } readyQueue)
        {
            return false;
        }

        readyQueue.Return(task, first);
        scheduler.LineUp(readyQueue);
        return readyQueue.IsLinedUp;
    }

    /// <summary>
    /// The same for some that were taken too early: each goes before those that stand behind it in its job.
    /// </summary>
    public static void GiveBack(this SchedulerState scheduler, ActiveJob job, params IEnumerable<PendingTask> tasks)
    {
        var ready = tasks
            .Select(task => (Task: task, Queue: QueueOf(scheduler, job, task)))
            .Where(one => one.Queue is not null);
        foreach (var same in ready.GroupBy(one => one.Queue!, one => one.Task).ToArray())
        {
            same.Key.GiveBack(same);
            scheduler.LineUp(same.Key);
        }
    }

    /// <summary>
    /// Calls the next task that waits at a limit. One whose job starts nothing now goes back to its ready queue, and
    /// the next is called: a call that nobody follows would leave the others waiting for ever.
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

    private static ReadyQueue? QueueOf(SchedulerState scheduler, ActiveJob job, PendingTask task) =>
        Holding.SetsAside(job, task) ? null : scheduler.ReadyQueueOf(job, task.Group, task.Tries.MemoryFactor);
}
