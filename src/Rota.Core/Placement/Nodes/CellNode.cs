using Rota.Core.Model;

namespace Rota.Core.Placement.Nodes;

/// <summary>A node as a runner sees it: its book, what it is, and whether it takes work.</summary>
/// <param name="ledger">Its book. The node's own has the last word.</param>
/// <param name="traits">What tells it from others.</param>
public sealed class CellNode(NodeLedger ledger, NodeTraits traits)
{
    private Instant restsUntil = new(long.MinValue);

    /// <summary>Its book.</summary>
    public NodeLedger Ledger { get; } = ledger;

    /// <summary>What tells it from others.</summary>
    public NodeTraits Traits { get; internal set; } = traits;

    /// <summary>Whether it takes work.</summary>
    public NodeStanding Standing { get; internal set; }

    /// <summary>Since when nobody hears of it, by the runner's own clock; null while somebody does.</summary>
    public Instant? SilentSince { get; internal set; }

    /// <summary>
    /// The epoch until which it served the home itself, which gives its own machine no leases; 0 where it never did.
    /// </summary>
    public long ServedUntil { get; init; }

    /// <summary>
    /// Whether it stops what has a lease when it is cut off. Those of an earlier version do not.
    /// </summary>
    public bool KeepsLeases { get; internal set; } = true;

    /// <summary>Whether it refused something just now: nothing is placed there for a moment.</summary>
    public bool Rests(Instant now) => now < restsUntil;

    /// <summary>It has refused something: it is left alone until then.</summary>
    internal void RestUntil(Instant moment) => restsUntil = moment;

    /// <summary>
    /// Attempts that were ordered there and are not known to run: a node that starts much is slow to start more.
    /// </summary>
    public int Starting { get; internal set; }
}
