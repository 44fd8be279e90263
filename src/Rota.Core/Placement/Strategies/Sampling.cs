using Rota.Core.Model;

namespace Rota.Core.Placement.Strategies;

/// <summary>Draws nodes at random, each as likely as any other.</summary>
public static class Sampling
{
    /// <summary>Fills a sample with nodes that may be drawn twice.</summary>
    /// <param name="chance">Where the numbers come from.</param>
    /// <param name="nodes">How many nodes there are.</param>
    /// <param name="sample">Filled; its length is the size of the sample.</param>
    public static void WithReplacement(ref Prng chance, int nodes, Span<int> sample)
    {
        for (var drawn = 0; drawn < sample.Length; drawn++)
        {
            sample[drawn] = (int)chance.NextBelow(nodes);
        }
    }

    /// <summary>
    /// Fills a sample with different nodes, in random order. A sample that asks for more than there are is drawn in
    /// rounds, so that no node is in it twice more often than another.
    /// </summary>
    /// <param name="chance">Where the numbers come from.</param>
    /// <param name="nodes">How many nodes there are.</param>
    /// <param name="sample">Filled.</param>
    public static void Distinct(ref Prng chance, int nodes, Span<int> sample)
    {
        while (sample.Length > nodes)
        {
            Shuffle(ref chance, sample[..nodes]);
            sample = sample[nodes..];
        }

        if (sample.Length > SmallMax && sample.Length * 4L > nodes)
        {
            ShufflePart(ref chance, nodes, sample);
            return;
        }

        for (var drawn = 0; drawn < sample.Length; drawn++)
        {
            do
            {
                sample[drawn] = (int)chance.NextBelow(nodes);
            } while (sample[..drawn].Contains(sample[drawn]));
        }
    }

    /// <summary>From here on a search for doubles in most of the nodes costs more than to shuffle them.</summary>
    private const int SmallMax = 8;

    private static void Shuffle(ref Prng chance, Span<int> all)
    {
        for (var node = 0; node < all.Length; node++)
        {
            var place = (int)chance.NextBelow(node + 1);
            all[node] = all[place];
            all[place] = node;
        }
    }

    private static void ShufflePart(ref Prng chance, int nodes, Span<int> sample)
    {
        var all = new int[nodes];
        Shuffle(ref chance, all);
        all.AsSpan(0, sample.Length).CopyTo(sample);
    }
}
