using Rota.Core.Model;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Explanations;

/// <summary>The task that a job would start next.</summary>
public static class NextTask
{
    /// <summary>
    /// Of those that only room is missing for the first; else the backoff that ends first; null where nothing waits.
    /// </summary>
    /// <param name="job">The job, as its runner holds it.</param>
    /// <param name="group">The entry that is meant; null for all.</param>
    public static (int Group, int Index)? Of(ActiveJob job, int? group = null)
    {
        foreach (var readyQueue in job.ReadyQueues.Values.OrderBy(readyQueue => readyQueue.Order))
        {
            if (readyQueue.Returned.FirstOrDefault(task => task.Group == (group ?? task.Group)) is { } returned)
            {
                return (returned.Group, returned.Index);
            }

            if (readyQueue.Groups.FirstOrDefault(one => one.Ordinal == (group ?? one.Ordinal)) is { } untouched)
            {
                return (untouched.Ordinal, untouched.Next);
            }
        }

        return job
                .Aside.Values.Where(task => task.State != TaskState.Blocked)
                .Concat(job.OnHold.Values)
                .Where(task => task.Group == (group ?? task.Group))
                .MinBy(task => (task.State != TaskState.Ready, task.NotBefore))
                is { } aside
                ? (aside.Group, aside.Index)
            : job.Groups.FirstOrDefault(one =>
                one.Ordinal == (group ?? one.Ordinal) && one is { Untouched: > 0, Rest: TaskState.Ready }
            )
                is { } rest
                ? (rest.Ordinal, rest.Next)
            : null;
    }
}
