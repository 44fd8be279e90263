using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;

namespace Rota.Core.Scheduling.State;

/// <summary>A job that has not ended, as its runner holds it in memory.</summary>
public sealed class ActiveJob
{
    /// <summary>Takes a job into memory with all its tasks untouched and blocked.</summary>
    public ActiveJob(JobId id, JobSpec spec)
    {
        Id = id;
        Spec = spec;
        Priority = spec.Priority;
        Parallel = new Account(AccountId.JobParallel(id), spec.MaxParallel ?? long.MaxValue);
        Groups = new TaskGroup[spec.Tasks.Length];
        for (var ordinal = 0; ordinal < Groups.Length; ordinal++)
        {
            var task = spec.Tasks[ordinal];
            Groups[ordinal] = new TaskGroup
            {
                Ordinal = ordinal,
                Total = task.Expansion.Count,
                IsFinally = task.IsFinally,
                IsOpen = spec.IsOpen && !task.IsFinally && task.Expansion.IsGrowing,
            };
            Groups[ordinal].Counts[(int)TaskState.Blocked] = Groups[ordinal].Total;
            Total += Groups[ordinal].Total;
        }

        Last = [.. Groups.Where(group => group.IsFinally)];

        Counts[(int)TaskState.Blocked] = Total;
        Dependents = DependencyIndex.Of(spec);
    }

    /// <summary>Its number.</summary>
    public JobId Id { get; }

    /// <summary>What was submitted, and what was asked for since then.</summary>
    public JobSpec Spec { get; private set; }

    /// <summary>Counts its tasks that run, against the most that may.</summary>
    internal Account Parallel { get; }

    /// <summary>The bucket that says who owns it.</summary>
    public int Partition => Partitions.Partition.Of(Id);

    /// <summary>Its state.</summary>
    public JobState State { get; set; }

    /// <summary>Higher first.</summary>
    public int Priority { get; set; }

    /// <summary>Whether it starts nothing until resumed.</summary>
    public bool IsPaused { get; set; }

    /// <summary>Whether nobody asked for it to run now: what runs of it is followed, nothing more is started.</summary>
    public bool IsParked { get; set; }

    /// <summary>The moment before which nothing of it starts, or null.</summary>
    public Instant? NotBefore { get; init; }

    /// <summary>
    /// The moment before which it starts no further task; null where it spaces no starts, or never started.
    /// </summary>
    public Instant? NextStart { get; set; }

    /// <summary>
    /// The same by the clock of this runner, where that stands behind the clock that it was decided by; null where the
    /// two agree. Not stored: the next runner's clock may agree again.
    /// </summary>
    public Instant? NextStartHere { get; set; }

    /// <summary>Jobs that must have ended before it starts.</summary>
    public AwaitedJob[] Awaited { get; init; } = [];

    /// <summary>Whether it has not started, and its moment or what it needs of other jobs has not come.</summary>
    public bool IsHeldBack { get; internal set; }

    /// <summary>Whether a cancel was asked for.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>Whether what runs however it ends was cancelled too.</summary>
    public bool IsAbandoned { get; set; }

    /// <summary>Whether it starts nothing any more: cancelled, or at its failure limit.</summary>
    public bool IsStopped { get; set; }

    /// <summary>Why it stopped or failed, in a sentence, or null.</summary>
    public string? Reason { get; set; }

    /// <summary>When its first attempt was committed.</summary>
    public Instant? Started { get; set; }

    /// <summary>When it ended.</summary>
    public Instant? Ended { get; set; }

    /// <summary>How many tasks, so far where it is open.</summary>
    public long Total { get; private set; }

    /// <summary>Attempts ended so far.</summary>
    public long Attempts { get; set; }

    /// <summary>Tasks by state.</summary>
    public long[] Counts { get; } = new long[States.Count];

    /// <summary>Its entries.</summary>
    public TaskGroup[] Groups { get; }

    /// <summary>Those of its entries that run however it ends.</summary>
    public TaskGroup[] Last { get; }

    /// <summary>Whether only those are left, and may start.</summary>
    public bool IsFinishing { get; internal set; }

    /// <summary>Which entries need which.</summary>
    public DependencyIndex Dependents { get; }

    /// <summary>Its live attempts.</summary>
    public HashSet<Attempt> Live { get; } = [];

    /// <summary>Tasks in backoff or parked, which no ready queue holds.</summary>
    public Dictionary<(int Group, int Index), PendingTask> Aside { get; } = [];

    /// <summary>Ready tasks with a record that people hold.</summary>
    internal Dictionary<(int Group, int Index), PendingTask> OnHold { get; } = [];

    /// <summary>Queues of tasks that are ready, one for each shape.</summary>
    internal Dictionary<ShapeKey, ReadyQueue> ReadyQueues { get; } = [];

    /// <summary>What its classes of tasks reserve, on each node that they are on or were.</summary>
    internal Dictionary<ShapeKey, List<Shape>> Shapes { get; } = [];

    /// <summary>The shapes with a key, one a node.</summary>
    internal List<Shape> ShapesOf(ShapeKey key)
    {
        if (!Shapes.TryGetValue(key, out var shapes))
        {
            Shapes[key] = shapes = [];
        }

        return shapes;
    }

    /// <summary>Whether every task has its outcome, and none can be added.</summary>
    public bool IsDone => StateCounts.Ended(Counts) == Total && !Spec.IsOpen;

    /// <summary>How the job goes, by its entries but those that run however it ends.</summary>
    public JobTally Tally => JobTally.Of(this);

    /// <summary>Tasks whose outcome is a failure.</summary>
    public long Failures => StateCounts.Failures(Counts);

    /// <summary>Sets the most of its tasks that may run at a time; null for as many as there is room for.</summary>
    internal void Limit(int? most)
    {
        Spec = Spec with { MaxParallel = most, SubmittedParallel = Spec.SubmittedParallel ?? new(Spec.MaxParallel) };
        Parallel.Capacity = most ?? long.MaxValue;
    }

    /// <summary>Takes over what people changed of it.</summary>
    internal void Edit(JobSpec spec) => Spec = spec;

    /// <summary>Has more tasks in an entry, in the state of those that nobody touched.</summary>
    internal void Grow(TaskGroup group, int count)
    {
        group.Total += count;
        group.Counts[(int)group.Rest] += count;
        Total += count;
        Counts[(int)group.Rest] += count;
    }

    /// <summary>Takes no more tasks.</summary>
    internal void Seal()
    {
        Spec = Spec with { IsOpen = false };
        foreach (var group in Groups)
        {
            group.IsOpen = false;
        }
    }

    /// <summary>Counts the running tasks of an entry that has a limit of its own.</summary>
    internal Account ParallelOf(TaskGroup group) =>
        group.Parallel ??= new Account(
            AccountId.EntryParallel(Id, Spec.Tasks[group.Ordinal].Id),
            Spec.Tasks[group.Ordinal].MaxParallel ?? long.MaxValue
        );

    /// <summary>The policy of an entry.</summary>
    public TaskPolicy PolicyOf(int group) => Spec.Policies[Spec.Tasks[group].Policy];

    /// <summary>Moves tasks of a group between states in the counters.</summary>
    public void Move(TaskGroup group, TaskState from, TaskState to, long count = 1)
    {
        group.Counts[(int)from] -= count;
        group.Counts[(int)to] += count;
        Counts[(int)from] -= count;
        Counts[(int)to] += count;
    }
}
