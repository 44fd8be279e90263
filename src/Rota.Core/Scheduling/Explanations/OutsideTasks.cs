using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Explanations;

/// <summary>Tasks that wait for somebody outside to say where they run.</summary>
public static class OutsideTasks
{
    /// <summary>As many as are wanted: by priority, then by job, then in the order of their job.</summary>
    /// <param name="reconciler">The runner's picture.</param>
    /// <param name="limit">How many.</param>
    public static IReadOnlyList<(ActiveJob Job, int Group, int Index)> Of(Reconciler reconciler, int limit)
    {
        var scheduler = reconciler.State;
        return
        [
            .. reconciler
                .Jobs.Values.Where(scheduler.IsOpen)
                .OrderByDescending(job => job.Priority)
                .ThenBy(job => job.Id)
                .SelectMany(job =>
                    job.ReadyQueues.Values.Where(queue => queue.IsExternal)
                        .OrderBy(queue => queue.Order)
                        .SelectMany(Waiting)
                        .Select(task => (job, task.Group, task.Index))
                )
                .Take(limit),
        ];
    }

    private static IEnumerable<(int Group, int Index)> Waiting(ReadyQueue queue) =>
        queue
            .Returned.Select(task => (task.Group, task.Index))
            .Concat(queue.Groups.SelectMany(Untouched))
            .Where(task => !queue.Job.Groups[task.Group].Held.Contains(task.Index));

    private static IEnumerable<(int Group, int Index)> Untouched(TaskGroup group) =>
        Enumerable.Range(group.Next, group.Untouched).Select(index => (group.Ordinal, index));
}
