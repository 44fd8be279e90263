using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>The one way of a ready task to where it waits for room. One that people hold goes aside instead.</summary>
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

    private static ReadyQueue? QueueOf(SchedulerState scheduler, ActiveJob job, PendingTask task) =>
        Holding.SetsAside(job, task) ? null : scheduler.ReadyQueueOf(job, task.Group, task.Tries.MemoryFactor);
}
