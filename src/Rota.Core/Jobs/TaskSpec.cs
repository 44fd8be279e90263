using System.Collections.Immutable;

namespace Rota.Core.Jobs;

/// <summary>One entry of a job file: a task, or an array of tasks that differ in their variables.</summary>
public sealed record TaskSpec
{
    /// <summary>The name other entries need it by. Unique in the job.</summary>
    public required string Id { get; init; }

    /// <summary>What must have ended before any of these tasks may start.</summary>
    public ImmutableArray<Need> Needs { get; init; } = [];

    /// <summary>Whether it runs once all others have ended, however the job ends.</summary>
    public bool IsFinally { get; init; }

    /// <summary>How the entry becomes tasks.</summary>
    public Expansion Expansion { get; init; } = Expansion.One.Instance;

    /// <summary>What runs.</summary>
    public required Command Command { get; init; }

    /// <summary>Position of the shared policy in <see cref="JobSpec.Policies"/>.</summary>
    public int Policy { get; init; }

    /// <summary>Most tasks of this entry at a time (<c>--array 0-999%50</c>), or null.</summary>
    public int? MaxParallel { get; init; }

    /// <summary>A limit shared by all tasks with the same key, in all jobs, or null.</summary>
    public Concurrency? Concurrency { get; init; }

    /// <summary>Files that must exist after success, as templates.</summary>
    public ImmutableArray<string> Outputs { get; init; } = [];

    /// <summary>Names that its result must have after success.</summary>
    public ImmutableArray<string> Results { get; init; } = [];

    /// <summary>Files that its output is copied to, as templates, or null.</summary>
    public OutputCopies? Copies { get; init; }

    /// <summary>Whether standard error goes where standard output goes, in the order it is written.</summary>
    public bool RedirectsErrors { get; init; }

    /// <summary>A recorded duration in seconds (imported workflows), shown beside the real one, or null.</summary>
    public double? RecordedSeconds { get; init; }
}

/// <summary>One need of a task entry.</summary>
/// <param name="Task">Position of the needed entry in the job.</param>
/// <param name="Condition">What about it must hold.</param>
/// <param name="MinSuccessPercent">For <c>succeeded</c>: the least share of its tasks, 0 to 100.</param>
public sealed record Need(int Task, NeedCondition Condition, double MinSuccessPercent = 100);

/// <summary>What must hold of a needed entry once all its tasks ended.</summary>
public enum NeedCondition
{
    /// <summary>All, or at least the stated share, succeeded.</summary>
    Succeeded,

    /// <summary>At least one failed.</summary>
    Failed,

    /// <summary>All ended, however.</summary>
    Finished,
}

/// <summary>At most <paramref name="Limit"/> tasks whose key has the same text run at a time.</summary>
/// <param name="Key">The key, a template.</param>
/// <param name="Limit">The limit, at least 1.</param>
public sealed record Concurrency(string Key, int Limit);
