namespace Rota.Core.Placement.Strategies;

/// <summary>Chooses among offers by a ranker.</summary>
public static class Ranking
{
    /// <summary>The score of a node that cannot take the task at all.</summary>
    public const long Refused = long.MinValue;

    /// <summary>The place of the best offer; the first among equals. Null when none can take it.</summary>
    public static int? Best<TRanker>(ReadOnlySpan<Offer> offers)
        where TRanker : struct, IRanker
    {
        int? best = null;
        var highest = Refused;
        for (var place = 0; place < offers.Length; place++)
        {
            var score = TRanker.Score(in offers[place]);
            if (score > highest)
            {
                (best, highest) = (place, score);
            }
        }

        return best;
    }
}
