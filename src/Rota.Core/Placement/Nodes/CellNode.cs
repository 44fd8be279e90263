namespace Rota.Core.Placement.Nodes;

/// <summary>A node as a runner sees it: its book, what it is, and whether it takes work.</summary>
/// <param name="ledger">Its book. The node's own has the last word.</param>
/// <param name="traits">What tells it from others.</param>
public sealed class CellNode(NodeLedger ledger, NodeTraits traits)
{
    /// <summary>Its book.</summary>
    public NodeLedger Ledger { get; } = ledger;

    /// <summary>What tells it from others.</summary>
    public NodeTraits Traits { get; internal set; } = traits;

    /// <summary>Whether it takes work.</summary>
    public NodeStanding Standing { get; internal set; }

    /// <summary>
    /// Attempts that were ordered there and are not known to run: a node that starts much is slow to start more.
    /// </summary>
    public int Starting { get; internal set; }
}
