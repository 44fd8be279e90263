using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>What one runner holds in memory: open jobs, live attempts, the line of ready work, timers.</summary>
internal sealed class SchedulerState(CellNodes nodes, Func<ActiveJob, int, int, string> keyText)
{
    private long readyQueues;
    private long made;

    public CellNodes Nodes { get; } = nodes;

    /// <summary>How many shapes were made: their numbers.</summary>
    public int ShapeCount { get; set; }

    public Limits Limits { get; } = new();

    /// <summary>Which scopes count what tasks take.</summary>
    public BudgetIndex Budgets { get; set; } = BudgetIndex.None;

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

    /// <summary>The wall clock: what people mean by a moment.</summary>
    public Instant Wall { get; set; }

    /// <summary>The epoch this runner writes in.</summary>
    public long Fence { get; init; }

    /// <summary>The next attempt's number; the runner reserves numbers in the store before they are used.</summary>
    public long NextAttempt { get; set; }

    /// <summary>Whether anything happened that could let a task start.</summary>
    public bool MayStart { get; set; }

    /// <summary>Whether nothing at all is started: the person at the terminal was asked.</summary>
    public bool IsHolding { get; set; }

    /// <summary>The ready queue that a ready task of this entry stands in, made on first use.</summary>
    /// <param name="job">The job.</param>
    /// <param name="group">The entry.</param>
    /// <param name="memoryFactor">Factor on the stated memory.</param>
    /// <param name="place">The place in the line of one whose tasks it takes over; null for the last.</param>
    public ReadyQueue ReadyQueueOf(ActiveJob job, int group, double memoryFactor, long? place = null)
    {
        var key = this.KeyFor(job.Spec, job.Groups[group], memoryFactor, null);
        if (!job.ReadyQueues.TryGetValue(key, out var readyQueue))
        {
            readyQueue = new ReadyQueue(
                job,
                key,
                Shapes.LimitsOf(Limits, job, group, key),
                job.ShapesOf(key),
                place ?? ++readyQueues,
                ++made
            );
            job.ReadyQueues.Add(key, readyQueue);
        }

        return readyQueue;
    }

    /// <summary>The account with this name, whoever has it; null where nobody does.</summary>
    public Account? Find(AccountId id) =>
        id.IsLimit ? Limits.Find(id) : Nodes.Find(new NodeId(id.Scope))?.Ledger.Find(id);

    /// <summary>The text of a task's concurrency key, or null.</summary>
    public string? KeyOf(ActiveJob job, int group, int index) =>
        job.Spec.Tasks[group].Concurrency is null ? null : keyText(job, group, index);

    /// <summary>Puts a ready queue in the line if it has work and its job may start it.</summary>
    public void LineUp(ReadyQueue readyQueue)
    {
        var isOpen =
            !IsHolding
            && !this.IsWaiting(readyQueue.Job)
            && readyQueue.Job
                is { IsPaused: false, IsParked: false, IsHeldBack: false }
                    and ({ IsStopped: false } or { IsFinishing: true });
        if (isOpen && readyQueue is { IsLinedUp: false, WantsRoom: true })
        {
            readyQueue.IsLinedUp = true;
            Line.Add(readyQueue);
        }

        MayStart |= readyQueue.IsLinedUp;
    }

    /// <summary>Puts all of a job in the line that may start.</summary>
    public void LineUp(ActiveJob job)
    {
        foreach (var readyQueue in job.ReadyQueues.Values)
        {
            LineUp(readyQueue);
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
