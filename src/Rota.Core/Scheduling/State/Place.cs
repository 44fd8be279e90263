using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;

namespace Rota.Core.Scheduling.State;

/// <summary>A node that the tasks of a ready queue may run on, and what one of them takes there.</summary>
/// <param name="node">The node.</param>
/// <param name="claim">What a task takes there.</param>
/// <param name="preferred">Share of what the tasks prefer that is true of it, 0 to 1.</param>
internal sealed class Place(CellNode node, NodeClaim claim, double preferred)
{
    public CellNode Node { get; } = node;

    public NodeClaim Claim { get; } = claim;

    public double Preferred { get; } = preferred;

    /// <summary>The shape of its tasks there, once one was started.</summary>
    public Shape? Shape { get; set; }

    /// <summary>How many of its tasks run there.</summary>
    public int Running => Shape?.Running ?? 0;
}
