using Rota.Core.Jobs;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>What tasks take on the nodes that they may run on: made on first use, and found again.</summary>
internal static class ShapeLookup
{
    /// <summary>The nodes that tasks of a ready queue may run on now.</summary>
    public static IReadOnlyList<Place> PlacesOf(this SchedulerState scheduler, ReadyQueue readyQueue)
    {
        if (readyQueue.PlacesVersion != scheduler.Nodes.Version)
        {
            (readyQueue.Places, readyQueue.PlacesVersion) = (
                Shapes.PlacesOf(scheduler.Nodes, readyQueue),
                scheduler.Nodes.Version
            );
        }

        return readyQueue.Places;
    }

    /// <summary>By what the shape of tasks of an entry is found, as a specification has it.</summary>
    public static ShapeKey KeyFor(
        this SchedulerState scheduler,
        JobSpec spec,
        TaskGroup group,
        double memoryFactor,
        string? concurrencyKey,
        CountedBy? by = null
    )
    {
        var task = spec.Tasks[group.Ordinal];
        return new ShapeKey(
            by
                ?? new CountedBy(
                    spec.Queue ?? Queues.Default,
                    scheduler.Budgets.Of(spec.Budget, spec.Policies[task.Policy].Resources)
                ),
            task.Policy,
            task.MaxParallel is null && group.Parallel is null ? -1 : group.Ordinal,
            memoryFactor,
            concurrencyKey,
            concurrencyKey is null ? 0 : task.Concurrency!.Limit
        );
    }

    /// <summary>What a task of this entry reserves on a node.</summary>
    /// <param name="scheduler">What the runner holds.</param>
    /// <param name="job">The job.</param>
    /// <param name="group">The entry.</param>
    /// <param name="memoryFactor">Factor on the stated memory.</param>
    /// <param name="concurrencyKey">Text of the concurrency key, or null.</param>
    /// <param name="node">The node.</param>
    /// <param name="by">What counts it, where that is not what counts the job's tasks today.</param>
    public static Shape ShapeOf(
        this SchedulerState scheduler,
        ActiveJob job,
        int group,
        double memoryFactor,
        string? concurrencyKey,
        CellNode node,
        CountedBy? by = null
    )
    {
        var key = scheduler.KeyFor(job.Spec, job.Groups[group], memoryFactor, concurrencyKey, by);
        var ofKey = job.ShapesOf(key);
        var shape = ofKey.Find(shape => shape.Node == node.Ledger.Node);
        if (shape is null)
        {
            shape = Shapes.Make(
                node.Ledger,
                Shapes.LimitsOf(scheduler.Limits, job, group, key),
                job,
                key,
                ++scheduler.ShapeCount
            );
            ofKey.Add(shape);
        }

        return shape;
    }

    /// <summary>What a task of a ready queue, or one of the same with a concurrency key, reserves at a place.</summary>
    public static Shape ShapeOf(
        this SchedulerState scheduler,
        ActiveJob job,
        int group,
        double memoryFactor,
        string? concurrencyKey,
        Place place
    ) =>
        concurrencyKey is null
            ? place.Shape ??= scheduler.ShapeOf(job, group, memoryFactor, null, place.Node)
            : scheduler.ShapeOf(job, group, memoryFactor, concurrencyKey, place.Node);
}
