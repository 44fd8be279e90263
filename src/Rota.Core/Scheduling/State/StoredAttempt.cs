using Rota.Core.Model;

namespace Rota.Core.Scheduling.State;

/// <summary>A live attempt as the store holds it.</summary>
public sealed record StoredAttempt
{
    /// <summary>Its name.</summary>
    public required AttemptId Id { get; init; }

    /// <summary>Its entry.</summary>
    public required int Group { get; init; }

    /// <summary>Its ordinal.</summary>
    public required int Index { get; init; }

    /// <summary>What had been tried before it.</summary>
    public required Tries Before { get; init; }

    /// <summary>The epoch it was committed in.</summary>
    public required long Fence { get; init; }

    /// <summary>The node that it is on.</summary>
    public required NodeId Node { get; init; }

    /// <summary>What it takes of shared accounts, as it was stored with it.</summary>
    public required string Booking { get; init; }

    /// <summary>Starting or running.</summary>
    public required TaskState State { get; init; }

    /// <summary>Whether it holds room, or waits for a place.</summary>
    public required bool HoldsRoom { get; init; }

    /// <summary>Its GPUs by position.</summary>
    public int[] Gpus { get; init; } = [];

    /// <summary>The CPUs that it is pinned to, by number.</summary>
    public int[] Cpus { get; init; } = [];

    /// <summary>When its intent was made.</summary>
    public required Instant Intended { get; init; }

    /// <summary>When it started.</summary>
    public Instant? Started { get; init; }

    /// <summary>Its process.</summary>
    public int Pid { get; init; }

    /// <summary>Number of its output files.</summary>
    public int Scratch { get; init; }

    /// <summary>Why it is being ended.</summary>
    public StopReason Stop { get; init; }
}
