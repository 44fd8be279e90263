using Rota.Core.Model;
using Rota.Core.Scheduling.State;

namespace Rota.Store.Rows;

/// <summary>A live attempt.</summary>
public readonly record struct LiveRow
{
    /// <summary>Its name.</summary>
    public required AttemptId Attempt { get; init; }

    /// <summary>Its task.</summary>
    public required TaskKey Task { get; init; }

    /// <summary>What had been tried before it.</summary>
    public required Tries Before { get; init; }

    /// <summary>The epoch it was committed in.</summary>
    public required long Fence { get; init; }

    /// <summary>The node that it is on.</summary>
    public required NodeId Node { get; init; }

    /// <summary>What it takes of shared accounts, a line each (<c>1 slots</c>).</summary>
    public required string Booking { get; init; }

    /// <summary>Its GPUs by position.</summary>
    public required int[] Gpus { get; init; }

    /// <summary>The CPUs that it is pinned to, by number.</summary>
    public required int[] Cpus { get; init; }

    /// <summary>When its intent was made.</summary>
    public required Instant Intended { get; init; }

    /// <summary>Starting or running.</summary>
    public required TaskState State { get; init; }

    /// <summary>Whether it holds room, or waits for a place.</summary>
    public required bool HoldsRoom { get; init; }

    /// <summary>When it started; null before.</summary>
    public required Instant? Started { get; init; }

    /// <summary>Its process, while it runs.</summary>
    public required int Pid { get; init; }

    /// <summary>Why it is being ended.</summary>
    public required StopReason Stop { get; init; }

    /// <summary>Number of the files that hold its output.</summary>
    public required int Scratch { get; init; }
}
