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

    /// <summary>The same for one that was taken too early: it goes before those that stand behind it in its job.</summary>
    public static void GiveBack(this SchedulerState scheduler, ActiveJob job, PendingTask task)
    {
        if (QueueOf(scheduler, job, task) is { } readyQueue)
        {
            readyQueue.GiveBack(task);
            scheduler.LineUp(readyQueue);
        }
    }

    private static ReadyQueue? QueueOf(SchedulerState scheduler, ActiveJob job, PendingTask task) =>
        Holding.SetsAside(job, task) ? null : scheduler.ReadyQueueOf(job, task.Group, task.Tries.MemoryFactor);
}
