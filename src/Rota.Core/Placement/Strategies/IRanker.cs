namespace Rota.Core.Placement.Strategies;

/// <summary>What a node offers for a task.</summary>
/// <param name="Node">The node, or any of a class of equal nodes.</param>
/// <param name="Free">Free slots.</param>
/// <param name="Used">Slots in use.</param>
/// <param name="Queued">Tasks that wait there.</param>
public readonly record struct Offer(int Node, int Free, int Used, int Queued);

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

/// <summary>Balances: the node with most room, so that the loss of one costs least (Diego's auction).</summary>
public readonly struct Spread : IRanker
{
    /// <inheritdoc/>
    public static long Score(in Offer offer) => offer.Free == 0 ? Ranking.Refused : offer.Free;
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
