using System.Collections.Immutable;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Slots;
using Rota.Store.Nodes;

namespace Rota.Store.Turns;

/// <summary>A process that takes turns.</summary>
/// <param name="Id">Its name, stable over restarts: partitions come back to it.</param>
/// <param name="Pid">Its process id.</param>
/// <param name="StartTicks">Its start time, in clock ticks since boot.</param>
/// <param name="BootId">The boot it lives in.</param>
/// <param name="TimeSpace">
/// Identity of the clock it reads: processes in other time namespaces count from elsewhere.
/// </param>
/// <param name="PidSpace">Identity of the numbers of its processes: in another pid namespace they mean others.</param>
public sealed record RunnerIdentity(
    string Id,
    int Pid,
    long StartTicks,
    string BootId,
    string TimeSpace = "",
    string PidSpace = ""
);

/// <summary>With what a runner joins.</summary>
public sealed record JoinOptions
{
    /// <summary>Name of the node.</summary>
    public required string NodeName { get; init; }

    /// <summary>What the node has; null takes over what the members that are there already said.</summary>
    public Capacity? Capacity { get; init; }

    /// <summary>The longest cycle, in microseconds: that of an idle system. Null keeps the stored one.</summary>
    public long? Cycle { get; init; }

    /// <summary>Whether nobody works in another's slot. Null keeps the stored choice.</summary>
    public bool? IsStrict { get; init; }

    /// <summary>The moment, in microseconds of the monotonic clock.</summary>
    public required long Now { get; init; }
}

/// <summary>A runner's place in the frame.</summary>
/// <param name="Frame">The timetable.</param>
/// <param name="Incarnation">Which start of the runner this is.</param>
/// <param name="Partitions">The partitions it owns.</param>
/// <param name="Capacity">What the node has.</param>
/// <param name="Longest">The longest cycle, in microseconds.</param>
/// <param name="Pace">Version of the timetable's lengths.</param>
/// <param name="BootEpoch">
/// The first epoch of this boot: what is older was committed before the machine was restarted.
/// </param>
public sealed record Membership(
    Frame Frame,
    long Incarnation,
    ImmutableArray<int> Partitions,
    Capacity Capacity,
    long Longest,
    long Pace,
    long BootEpoch = 0
)
{
    /// <summary>The node whose work it does.</summary>
    public NodeId Node { get; init; } = NodeId.Home;

    /// <summary>That node as the home knows it; null where it knows nothing of it yet.</summary>
    public NodeRow? Own { get; init; }

    /// <summary>The other nodes of the cell, those that were removed too.</summary>
    public ImmutableArray<NodeRow> Nodes { get; init; } = [];

    /// <summary>Whether no other runner is there.</summary>
    public bool IsAlone => Frame.Members.Length == 1;

    /// <summary>The runner's rank, or null when it is no member any more.</summary>
    public int? Rank => Frame.RankOf(Incarnation);
}
