using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.Store.Memory.Tables;

/// <summary>All rows of a job but its live attempts.</summary>
internal sealed record JobTables
{
    /// <summary>The job.</summary>
    public required JobRow Row { get; init; }

    /// <summary>Its idempotency key, or null.</summary>
    public required string? Key { get; init; }

    /// <summary>What it is.</summary>
    public required JobSpec Spec { get; init; }

    /// <summary>What was submitted, where people changed it since; else null.</summary>
    public JobSpec? Submitted { get; init; }

    /// <summary>Whether it starts nothing until resumed.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Whether it starts nothing any more.</summary>
    public bool IsStopped { get; init; }

    /// <summary>Whether a cancel was asked for.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>Whether what runs however it ends was cancelled too.</summary>
    public bool IsAbandoned { get; init; }

    /// <summary>When it may start its next task; null where it spaces no starts.</summary>
    public Instant? NextStart { get; init; }

    /// <summary>How the jobs ended that it waits for; null for one that has not.</summary>
    public ImmutableSortedDictionary<JobId, JobState?> Awaited { get; init; } =
        ImmutableSortedDictionary<JobId, JobState?>.Empty;

    /// <summary>Its entries.</summary>
    public required ImmutableArray<GroupRow> Groups { get; init; }

    /// <summary>Records of touched tasks without a live attempt.</summary>
    public ImmutableSortedDictionary<(int Group, int Index), TaskEntry> Tasks { get; init; } =
        ImmutableSortedDictionary<(int Group, int Index), TaskEntry>.Empty;

    /// <summary>Attempts that ended.</summary>
    public ImmutableSortedDictionary<(int Group, int Index, int Number), AttemptRow> History { get; init; } =
        ImmutableSortedDictionary<(int Group, int Index, int Number), AttemptRow>.Empty;

    /// <summary>Whether it has not ended.</summary>
    public bool IsOpen => Row.Ended is null;
}
