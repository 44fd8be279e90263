using System.Diagnostics;
using Rota.Core.Placement.Strategies;

namespace Rota.Core.Scheduling.State;

/// <summary>A node's place among those with room, by a strategy: the lowest wins.</summary>
/// <param name="Least">What counts most: a balance's total, else what is preferred.</param>
/// <param name="Next">What counts among equals of that.</param>
/// <param name="Node">The number of the node.</param>
public readonly record struct PlaceRank(double Least, long Next, long Node) : IComparable<PlaceRank>
{
    /// <summary>That of a node.</summary>
    /// <param name="strategy">The strategy. Two choices fall back to a balance; outside, one is shown.</param>
    /// <param name="score">How good the node is.</param>
    /// <param name="node">Its number.</param>
    public static PlaceRank Of(Strategy strategy, in PlaceScore score, long node) =>
        strategy switch
        {
            Strategy.Balance or Strategy.TwoChoices or Strategy.External => new(score.Total, 0, node),
            Strategy.Pack => By<BestFit>(score, node),
            Strategy.Spread => By<Spread>(score, node),
            _ => throw new UnreachableException(),
        };

    /// <inheritdoc/>
    public int CompareTo(PlaceRank other) =>
        Least.CompareTo(other.Least) is not 0 and var least ? least
        : Next.CompareTo(other.Next) is not 0 and var next ? next
        : Node.CompareTo(other.Node);

    private static PlaceRank By<TRanker>(in PlaceScore score, long node)
        where TRanker : struct, IRanker => new(score.OfPreference, -TRanker.Score(score.Offer), node);
}
