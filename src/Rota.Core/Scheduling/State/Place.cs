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

    /// <summary>Whether its tasks read files that are brought to nodes that do not see them.</summary>
    public bool ReadsFiles { get; init; }

    /// <summary>Whether the node sees the files of the home, for it is the home's machine.</summary>
    public bool IsOwn { get; init; }

    /// <summary>
    /// Whether these files are there already, as far as can be known here: then nothing is to be brought. A hint: what
    /// was brought may be gone since.
    /// </summary>
    public bool HasFiles => ReadsFiles && (IsOwn || Shape is not null);

    /// <summary>The shape of its tasks there, once one was started.</summary>
    public Shape? Shape { get; set; }

    /// <summary>How many of its tasks run there.</summary>
    public int Running => Shape?.Running ?? 0;
}
