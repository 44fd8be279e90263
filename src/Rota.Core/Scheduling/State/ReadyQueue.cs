using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Placement.Strategies;

namespace Rota.Core.Scheduling.State;

/// <summary>Ready tasks of one job that take the same room, in order: returned ones, then untouched ones.</summary>
/// <param name="job">Their job.</param>
/// <param name="key">What makes them take the same.</param>
/// <param name="limits">What counts them.</param>
/// <param name="shapes">What they take on each node that they are on.</param>
/// <param name="order">Place among the ready queues of the job.</param>
/// <param name="id">Its number, in the order they were made.</param>
internal sealed class ReadyQueue(ActiveJob job, ShapeKey key, Charge[] limits, List<Shape> shapes, long order, long id)
{
    private readonly LinkedList<PendingTask> returned = new();
    private readonly Queue<TaskGroup> groups = new();

    public ActiveJob Job { get; } = job;

    public ShapeKey Key { get; } = key;

    public Charge[] Limits { get; } = limits;

    /// <summary>Whether its tasks start where somebody outside claims, and nowhere by themselves.</summary>
    public bool IsExternal => Job.Spec.Policies[Key.Policy].Nodes.Strategy == Strategy.External;

    public IReadOnlyList<Shape> Shapes => shapes;
    public long Id { get; } = id;

    /// <summary>The nodes that its tasks may run on, as they were at <see cref="PlacesVersion"/>.</summary>
    public Place[] Places { get; set; } = [];

    public int PlacesVersion { get; set; } = -1;

    /// <summary>
    /// The node that it waits for, where several have too little room: what frees there is kept for it.
    /// </summary>
    public CellNode? Awaits { get; set; }

    /// <summary>Place among the ready queues of its job: the one that had ready tasks first goes first.</summary>
    public long Order { get; } = order;

    /// <summary>Whether it stands in the scheduler's line.</summary>
    public bool IsLinedUp { get; set; }

    /// <summary>
    /// What of the node its next task found too little of; null when it found enough, or met a limit.
    /// </summary>
    public Account? Lacks { get; set; }

    public bool IsEmpty => returned.Count == 0 && groups.Count == 0;

    /// <summary>Whether it can use room that frees: for a ready task, or a successor whose place never came.</summary>
    public bool WantsRoom => !IsEmpty || shapes.Exists(shape => shape.Waiting > 0);

    /// <summary>A task that was tried before and waits here; null for any other.</summary>
    public PendingTask? Find(int group, int index) =>
        returned.FirstOrDefault(task => task.Group == group && task.Index == index);

    public void Return(PendingTask task, bool first)
    {
        _ = first ? returned.AddFirst(task) : returned.AddLast(task);
    }

    /// <summary>
    /// Puts tasks back that were taken too early: each before those that stand behind it in their job.
    /// </summary>
    public void GiveBack(IEnumerable<PendingTask> tasks) => returned.Merge(tasks.Order(JobOrder.Order), JobOrder.Order);

    /// <summary>Adds the untouched tasks of a group. Once: a rerun of an open job opens its groups anew.</summary>
    public void Add(TaskGroup group, Instant now)
    {
        if (!group.IsInReadyQueue)
        {
            (group.IsInReadyQueue, group.ReadySince) = (true, now);
            groups.Enqueue(group);
        }
    }

    /// <summary>Takes the untouched tasks of a group out again: what they need is run once more.</summary>
    public void Remove(TaskGroup group)
    {
        if (group.IsInReadyQueue)
        {
            group.IsInReadyQueue = false;
            for (var left = groups.Count; left > 0; left--)
            {
                var first = groups.Dequeue();
                if (!ReferenceEquals(first, group))
                {
                    groups.Enqueue(first);
                }
            }
        }
    }

    /// <summary>The task at the head: a returned one, or the next untouched one of a group.</summary>
    public (PendingTask? Returned, TaskGroup? Untouched) Peek() =>
        returned.First is { } node ? (node.Value, null)
        : groups.TryPeek(out var group) ? (null, group)
        : (null, null);

    /// <summary>Removes the head; an untouched one moves its group's cursor.</summary>
    public void Pop()
    {
        if (returned.First is not null)
        {
            returned.RemoveFirst();
            return;
        }

        var group = groups.Peek();
        group.Next++;
        if (group.Untouched == 0)
        {
            groups.Dequeue().IsInReadyQueue = false;
        }
    }

    /// <summary>The returned tasks, in order.</summary>
    public IEnumerable<PendingTask> Returned => returned;

    /// <summary>Takes returned tasks out, in order.</summary>
    public IReadOnlyList<PendingTask> Take(Predicate<PendingTask> which)
    {
        var tasks = returned.ToLookup(task => which(task));
        returned.Clear();
        Array.ForEach([.. tasks[false]], task => returned.AddLast(task));
        return [.. tasks[true]];
    }

    public IReadOnlyCollection<TaskGroup> Groups => groups;

    /// <summary>How many tasks stand in it.</summary>
    public long Length => returned.Count + groups.Sum(group => (long)group.Untouched);

    /// <summary>Takes out what stops of a job; gives the returned tasks of it.</summary>
    public IReadOnlyList<PendingTask> Clear(Predicate<int> isMeant)
    {
        var tasks = Take(task => isMeant(task.Group));
        foreach (var group in groups.Where(group => isMeant(group.Ordinal)).ToArray())
        {
            Remove(group);
        }

        return tasks;
    }
}
