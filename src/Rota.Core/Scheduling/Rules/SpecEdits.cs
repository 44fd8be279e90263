using Rota.Core.Jobs;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>
/// Puts another specification in the place of a job's, of the same entries: what waits is lined up by what it takes
/// now, what has room keeps what it has.
/// </summary>
internal sealed class SpecEdits(SchedulerState scheduler)
{
    public void Apply(ActiveJob job, JobSpec edited)
    {
        var moved = job.Groups.Where(group => IsMoved(job.Spec, edited, group)).ToArray();
        var places = moved.Select(group => (group, PlaceOf(job, group))).ToArray();
        var untouched = moved.Where(group => group.IsInReadyQueue).ToArray();
        foreach (var group in untouched)
        {
            scheduler.ReadyQueueOf(job, group.Ordinal, 1).Remove(group);
        }

        var returned = moved
            .SelectMany(group =>
                job.ReadyQueues.Values.SelectMany(readyQueue => readyQueue.Take(task => task.Group == group.Ordinal))
            )
            .ToArray();
        foreach (var readyQueue in job.ReadyQueues.Values.Where(readyQueue => !readyQueue.WantsRoom))
        {
            scheduler.StepOut(readyQueue);
        }

        job.Edit(edited);
        scheduler.Changes.Jobs.Add(job);
        scheduler.Changes.Specs.Add(job);
        foreach (var (group, place) in places.Where(one => one.Item2 is not null))
        {
            _ = scheduler.ReadyQueueOf(job, group.Ordinal, 1, place);
        }

        foreach (var task in returned)
        {
            var readyQueue = scheduler.ReadyQueueOf(job, task.Group, task.Tries.MemoryFactor);
            readyQueue.Return(task, first: false);
            scheduler.LineUp(readyQueue);
        }

        foreach (var group in untouched)
        {
            var readyQueue = scheduler.ReadyQueueOf(job, group.Ordinal, 1);
            readyQueue.Add(group, scheduler.Now);
            scheduler.LineUp(readyQueue);
        }
    }

    private static long? PlaceOf(ActiveJob job, TaskGroup group) =>
        job.ReadyQueues.GetValueOrDefault(SchedulerState.KeyFor(job.Spec, group, 1, null))?.Order;

    /// <summary>Whether what an entry takes is looked up under another key.</summary>
    private static bool IsMoved(JobSpec before, JobSpec edited, TaskGroup group) =>
        SchedulerState.KeyFor(before, group, 1, null) != SchedulerState.KeyFor(edited, group, 1, null);
}
