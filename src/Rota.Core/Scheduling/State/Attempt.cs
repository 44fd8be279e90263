using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;

namespace Rota.Core.Scheduling.State;

/// <summary>One run of a task, from the commit of its intent to its outcome.</summary>
public sealed class Attempt
{
    /// <summary>Its name, unique for ever.</summary>
    public required AttemptId Id { get; init; }

    /// <summary>Its job.</summary>
    public required ActiveJob Job { get; init; }

    /// <summary>Its entry.</summary>
    public required TaskGroup Group { get; init; }

    /// <summary>Its ordinal.</summary>
    public required int Index { get; init; }

    /// <summary>What had been tried before it.</summary>
    public required Tries Before { get; init; }

    /// <summary>The epoch it was committed in: a report with another one is refused.</summary>
    public required long Fence { get; init; }

    /// <summary>What it reserves.</summary>
    public required Shape Shape { get; set; }

    /// <summary>The node that it runs on, and whose word on it counts.</summary>
    public required NodeId Node { get; init; }

    /// <summary>Whether it holds that room; a successor does not until it takes the place of one that ends.</summary>
    public bool HoldsRoom => OfNode is not null;

    /// <summary>What it holds of its node; null while it holds no room.</summary>
    internal Reservation? OfNode { get; set; }

    /// <summary>What it holds of limits; null while it holds no room.</summary>
    internal Reservation? OfLimits { get; set; }

    /// <summary>Its GPUs by position on the node, also those that it had.</summary>
    public int[] Gpus { get; internal set; } = [];

    /// <summary>The CPUs that it is pinned to, or was, by number.</summary>
    public int[] Cpus { get; internal set; } = [];

    /// <summary><see cref="TaskState.Starting"/> or <see cref="TaskState.Running"/>.</summary>
    public TaskState State { get; set; } = TaskState.Starting;

    /// <summary>When its intent was made.</summary>
    public Instant Intended { get; init; }

    /// <summary>When its process started, by the node's clock.</summary>
    public Instant? Started { get; set; }

    /// <summary>Since when it runs by the runner's clock; null until this runner was told.</summary>
    internal Instant? Since { get; set; }

    /// <summary>The process, while it runs.</summary>
    public int Pid { get; set; }

    /// <summary>Number of the node's files that hold its output while it runs.</summary>
    public int Scratch { get; set; }

    /// <summary>Why it is being ended, or <see cref="StopReason.None"/>.</summary>
    public StopReason Stop { get; set; }

    /// <summary>Whether it is to be taken back: a withdrawal is on its way.</summary>
    public bool IsWithdrawing { get; set; }

    /// <summary>Whether the store has its live record.</summary>
    public bool IsStored { get; set; }

    /// <summary>What becomes of it while its node is cut off.</summary>
    public DisconnectPolicy Disconnect => Job.PolicyOf(Group.Ordinal).OnDisconnect;

    /// <summary>Which attempt of its task it is, from 1.</summary>
    public int Number => Before.Attempts + 1;

    /// <summary>Its task.</summary>
    public TaskKey Task => new(Job.Id, Group.Ordinal, Index);
}

/// <summary>Why a live attempt is being ended. Numbers are stored.</summary>
public enum StopReason
{
    /// <summary>It is not.</summary>
    None = 0,

    /// <summary>A person cancelled it.</summary>
    Cancelled = 1,

    /// <summary>It ran past its timeout.</summary>
    TimedOut = 2,

    /// <summary>It exceeded its memory.</summary>
    OutOfMemory = 3,
}
