using System.Collections.Immutable;
using Rota.Core.Placement;

namespace Rota.Fabric.Nodes;

/// <summary>
/// What a node says of itself, again and again. A hint: it may be lost, and is old when it comes; what a node has room
/// for is decided by its own book, when a claim comes.
/// </summary>
public sealed record NodeAnnouncement
{
    /// <summary>The node's name in its cell.</summary>
    public required string Name { get; init; }

    /// <summary>Which start of the node says so: each has a higher number, whatever clocks say.</summary>
    public required long Incarnation { get; init; }

    /// <summary>Which word of that start it is.</summary>
    public required long Sequence { get; init; }

    /// <summary>The boot of the machine: another one has none of the processes of this.</summary>
    public required string Boot { get; init; }

    /// <summary>Where it says to be found, for people: the name of its host.</summary>
    public required string Host { get; init; }

    /// <summary>What kind of machine it is: <c>linux-x64</c>, <c>linux-arm64</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The version of Rota there.</summary>
    public required string Version { get; init; }

    /// <summary>The directory of its state: orders name files of attempts in it.</summary>
    public required string State { get; init; }

    /// <summary>What jobs can ask for of it.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What fails together with it; null for nothing in particular.</summary>
    public string? Zone { get; init; }

    /// <summary>What it has.</summary>
    public required Capacity Capacity { get; init; }

    /// <summary>How it is used.</summary>
    public required NodeUse Use { get; init; }

    /// <summary>Why it takes nothing new; null where it does.</summary>
    public string? Withdrawn { get; init; }

    /// <summary>Whether this is a later word of the node than another.</summary>
    public bool IsLaterThan(NodeAnnouncement other) =>
        (Incarnation, Sequence).CompareTo((other.Incarnation, other.Sequence)) > 0;
}

/// <summary>How a node is used at a moment.</summary>
/// <param name="Running">Attempts that run.</param>
/// <param name="Starting">Attempts that it holds and that do not run yet.</param>
/// <param name="StartMax">How many may be starting before more of them only wait.</param>
/// <param name="LoadPercent">Processes that want a CPU, over the last minute, in hundredths.</param>
/// <param name="MemoryFreeBytes">Memory that more could use, as the system sees it.</param>
public readonly record struct NodeUse(int Running, int Starting, int StartMax, int LoadPercent, long MemoryFreeBytes);
