using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>What one runner holds in memory: open jobs, live attempts, the line of ready work, timers.</summary>
internal sealed class SchedulerState(NodeLedger ledger, Func<ActiveJob, int, int, string> keyText)
{
    private int shapes;
    private long readyQueues;

    public NodeLedger Ledger { get; } = ledger;

    public Limits Limits { get; } = new();

    public Dictionary<JobId, ActiveJob> Jobs { get; } = [];

    public Dictionary<AttemptId, Attempt> Attempts { get; } = [];

    /// <summary>Ready queues with ready tasks of jobs that may start, in the order they are served.</summary>
    public SortedSet<ReadyQueue> Line { get; } = new(ReadyOrder.Instance);

    public Timers Timers { get; } = new();

    public KeyWaiters Waiters { get; } = new();

    public TurnChanges Changes { get; } = new();

    public Successors Successors { get; } = new();

    /// <summary>What tasks of other runners wait for.</summary>
    public IReadOnlyList<Demand> Demands { get; set; } = [];

    public Instant Now { get; set; }

    /// <summary>The epoch this runner writes in.</summary>
    public long Fence { get; init; }

    /// <summary>The next attempt's number; the runner reserves numbers in the store before they are used.</summary>
    public long NextAttempt { get; set; }

    /// <summary>Whether anything happened that could let a task start.</summary>
    public bool MayStart { get; set; }

    /// <summary>Whether nothing at all is started: the person at the terminal was asked.</summary>
    public bool IsHolding { get; set; }

    /// <summary>The ready queue that a ready task of this entry stands in, made on first use.</summary>
    public ReadyQueue ReadyQueueOf(ActiveJob job, int group, double memoryFactor)
    {
        var key = KeyFor(job, group, memoryFactor, null);
        if (!job.ReadyQueues.TryGetValue(key, out var readyQueue))
        {
            readyQueue = new ReadyQueue(job, ShapeOf(job, group, memoryFactor, null), ++readyQueues);
            job.ReadyQueues.Add(key, readyQueue);
        }

        return readyQueue;
    }

    /// <summary>What a task of this entry reserves.</summary>
    public Shape ShapeOf(ActiveJob job, int group, double memoryFactor, string? concurrencyKey)
    {
        var key = KeyFor(job, group, memoryFactor, concurrencyKey);
        if (!job.Shapes.TryGetValue(key, out var shape))
        {
            job.Shapes[key] = shape = Shapes.Make(Ledger, Limits, job, group, key, ++shapes);
        }

        return shape;
    }

    private static ShapeKey KeyFor(ActiveJob job, int group, double memoryFactor, string? concurrencyKey)
    {
        var task = job.Spec.Tasks[group];
        return new ShapeKey(
            task.Policy,
            task.MaxParallel is null ? -1 : group,
            memoryFactor,
            concurrencyKey,
            concurrencyKey is null ? 0 : task.Concurrency!.Limit
        );
    }

    /// <summary>The text of a task's concurrency key, or null.</summary>
    public string? KeyOf(ActiveJob job, int group, int index) =>
        job.Spec.Tasks[group].Concurrency is null ? null : keyText(job, group, index);

    /// <summary>Puts a ready queue in the line if it has work and its job may start it.</summary>
    public void LineUp(ReadyQueue readyQueue)
    {
        var isOpen = !IsHolding && readyQueue.Job is { IsPaused: false, IsStopped: false, IsParked: false };
        if (isOpen && readyQueue is { IsLinedUp: false, WantsRoom: true })
        {
            readyQueue.IsLinedUp = true;
            Line.Add(readyQueue);
        }

        MayStart |= readyQueue.IsLinedUp;
    }

    /// <summary>
    /// Calls the next task that waits at a limit. One whose job starts nothing now goes back to its ready queue, and the next
    /// is called: a call that nobody follows would leave the others waiting for ever.
    /// </summary>
    /// <returns>Whether there was one.</returns>
    public bool Wake(Account limit)
    {
        while (Waiters.Next(limit) is var (job, task))
        {
            if (!Holding.SetsAside(job, task))
            {
                var readyQueue = ReadyQueueOf(job, task.Group, task.Tries.MemoryFactor);
                readyQueue.Return(task, first: true);
                LineUp(readyQueue);
                if (readyQueue.IsLinedUp)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Passes on the calls to tasks that will not follow them now: their job is paused or stopped.</summary>
    public void WakeInsteadOf(ActiveJob job, IEnumerable<PendingTask> tasks)
    {
        foreach (var key in tasks.Select(task => KeyOf(job, task.Group, task.Index)).OfType<string>())
        {
            Wake(Limits.ConcurrencyKey(key));
        }
    }

    /// <summary>Takes a ready queue out of the line.</summary>
    public void StepOut(ReadyQueue readyQueue)
    {
        if (readyQueue.IsLinedUp)
        {
            Line.Remove(readyQueue);
            readyQueue.IsLinedUp = false;
        }
    }

    /// <summary>Marks what a change of these tasks dirties.</summary>
    public void Touch(ActiveJob job, TaskGroup group)
    {
        Changes.Jobs.Add(job);
        Changes.Groups.Add((job, group));
    }
}
