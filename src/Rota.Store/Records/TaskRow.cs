using Rota.Core.Model;
using Rota.Core.Results;

namespace Rota.Store.Records;

/// <summary>A task as lists show it: with its live or latest attempt.</summary>
public readonly record struct TaskRow
{
    /// <summary>Its entry.</summary>
    public required int Group { get; init; }

    /// <summary>Its ordinal.</summary>
    public required int Index { get; init; }

    /// <summary>Its state.</summary>
    public required TaskState State { get; init; }

    /// <summary>Which attempt is live or was the latest; 0 for none.</summary>
    public int Attempt { get; init; }

    /// <summary>The node that attempt is or was on; null for none.</summary>
    public NodeId? Node { get; init; }

    /// <summary>Number of the live attempt, or 0.</summary>
    public long LiveAttempt { get; init; }

    /// <summary>Number of the files that hold its output while it runs.</summary>
    public int Scratch { get; init; }

    /// <summary>Its process, while it runs.</summary>
    public int Pid { get; init; }

    /// <summary>When that attempt started.</summary>
    public Instant? Started { get; init; }

    /// <summary>When it ended.</summary>
    public Instant? Ended { get; init; }

    /// <summary>Its exit code.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The signal that ended it.</summary>
    public int? Signal { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>What its latest attempt reported of its work; null for nothing, or while it runs.</summary>
    public Reported? Reported { get; init; }

    /// <summary>When a backoff ends.</summary>
    public Instant? NotBefore { get; init; }
}
