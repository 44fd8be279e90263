namespace Rota.Core.Placement.Strategies;

/// <summary>What a node offers for a task.</summary>
/// <param name="Node">The node, or any of a class of equal nodes.</param>
/// <param name="Free">What is free there, in any unit that all offers for one task share; 0 for no room.</param>
/// <param name="Used">What is in use, in the same unit.</param>
/// <param name="Queued">Tasks that wait there.</param>
public readonly record struct Offer(int Node, int Free, int Used, int Queued)
{
    /// <summary>Tasks of the same job in its zone; 0 where nobody tells jobs apart.</summary>
    public int InZone { get; init; }

    /// <summary>Those on the node itself.</summary>
    public int OnNode { get; init; }
}

/// <summary>Says which of several offers is taken: the one with the highest score.</summary>
public interface IRanker
{
    /// <summary>The score of an offer. Comparable only between offers for one task.</summary>
    static abstract long Score(in Offer offer);
}

/// <summary>
/// Packs: the fullest node that still has room, so that large holes stay (Borg: Verma et al., EuroSys 2015).
/// </summary>
public readonly struct BestFit : IRanker
{
    /// <inheritdoc/>
    public static long Score(in Offer offer) => offer.Free == 0 ? Ranking.Refused : -offer.Free;
}

/// <summary>
/// Spreads: the zone with the fewest tasks of the job, in it the node with the fewest, of these the one with most room
/// (Diego's auction), so that the loss of one costs least.
/// </summary>
public readonly struct Spread : IRanker
{
    // Far above what any node has of the next lesser: tasks up to 2^20, and as much room.
    private const long PerOnNode = 1L << 21;
    private const long PerInZone = 1L << 42;

    /// <inheritdoc/>
    public static long Score(in Offer offer) =>
        offer.Free == 0 ? Ranking.Refused : offer.Free - (PerOnNode * offer.OnNode) - (PerInZone * offer.InZone);
}

/// <summary>
/// What a node bids: a free slot before a queue, then the shorter queue (auctions as in Diego and flyd). More than
/// one free
/// slot is no better: else all dispatchers would run after the few emptiest nodes.
/// </summary>
public readonly struct Bid : IRanker
{
    /// <inheritdoc/>
    public static long Score(in Offer offer) => Math.Min(offer.Free, 1) - (long)offer.Queued;
}
