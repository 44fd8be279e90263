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

    /// <summary>
    /// Serves a batch of tasks from one gather of offers: each task goes to the best offer, which is one slot worse for
    /// the next.
    /// </summary>
    /// <param name="offers">The offers; each is left as its node will be after the batch.</param>
    /// <param name="chosen">Filled with a node for each task.</param>
    /// <returns>How many tasks found an offer.</returns>
    public static int Assign<TRanker>(Span<Offer> offers, Span<int> chosen)
        where TRanker : struct, IRanker
    {
        for (var task = 0; task < chosen.Length; task++)
        {
            if (Best<TRanker>(offers) is not { } place)
            {
                return task;
            }

            ref var offer = ref offers[place];
            chosen[task] = offer.Node;
            offer =
                offer.Free > 0
                    ? offer with
                    {
                        Free = offer.Free - 1,
                        Used = offer.Used + 1,
                    }
                    : offer with
                    {
                        Queued = offer.Queued + 1,
                    };
        }

        return chosen.Length;
    }
}
