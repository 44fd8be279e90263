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
        LineUp(job, edited, scheduler.Budgets);
        scheduler.Changes.Jobs.Add(job);
        scheduler.Changes.Specs.Add(job);
    }

    /// <summary>Other scopes count what tasks take: those of all jobs are lined up anew that this concerns.</summary>
    /// <returns>The jobs that it concerns.</returns>
    public IReadOnlyList<ActiveJob> Apply(BudgetIndex budgets)
    {
        var before = scheduler.Budgets;
        var moved = new List<ActiveJob>();
        foreach (var job in scheduler.Jobs.Values)
        {
            scheduler.Budgets = before;
            if (LineUp(job, job.Spec, budgets))
            {
                moved.Add(job);
            }
        }

        scheduler.Budgets = budgets;
        return moved;
    }

    /// <returns>Whether tasks are looked up under another key.</returns>
    private bool LineUp(ActiveJob job, JobSpec edited, BudgetIndex budgets)
    {
        var before = job.Groups.Select(group => scheduler.KeyFor(job.Spec, group, 1, null)).ToArray();
        var now = scheduler.Budgets;
        scheduler.Budgets = budgets;
        var moved = job
            .Groups.Where(group => before[group.Ordinal] != scheduler.KeyFor(edited, group, 1, null))
            .ToArray();
        scheduler.Budgets = now;
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
        scheduler.Budgets = budgets;
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

        return moved.Length > 0;
    }

    private long? PlaceOf(ActiveJob job, TaskGroup group) =>
        job.ReadyQueues.GetValueOrDefault(scheduler.KeyFor(job.Spec, group, 1, null))?.Order;
}
