using Rota.Core.Jobs;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Explanations;

/// <summary>What a node says to the next task: it takes it, with a score, or why it does not.</summary>
/// <param name="node">The node.</param>
public sealed class NodeOffer(CellNode node)
{
    /// <summary>The node.</summary>
    public CellNode Node { get; } = node;

    /// <summary>What the task requires that is not true of the node, the first of it; null where all is.</summary>
    public NodeTerm? Unmet { get; internal init; }

    /// <summary>What it has too little of; null where it has enough, or was not asked.</summary>
    public Refusal? Refusal { get; internal init; }

    /// <summary>How good it is; null where it may not run the task.</summary>
    public PlaceScore? Score { get; internal init; }

    /// <summary>Its place among those that may; null where it may not.</summary>
    public PlaceRank? Rank { get; internal init; }

    /// <summary>For how many such tasks it has room by what is counted; their devices are not looked at.</summary>
    public long Room { get; internal init; }

    /// <summary>Whether it takes the task.</summary>
    public bool Takes => Rank is not null && Refusal is null;
}
