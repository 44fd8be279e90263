namespace Rota.Core.Placement.Strategies;

/// <summary>
/// The better of a few nodes (power of two choices: Vvedenskaya, Dobrushin, Karpelevich 1996; Mitzenmacher 1996). Among
/// equals the first of the sample wins, which a random sample makes a fair choice.
/// </summary>
public static class LeastLoaded
{
    /// <summary>The node of a sample with the least load.</summary>
    /// <param name="loads">What is known of the nodes.</param>
    /// <param name="sample">At least one node.</param>
    public static int Of<TLoads>(in TLoads loads, ReadOnlySpan<int> sample)
        where TLoads : struct, ILoads
    {
        var best = sample[0];
        var least = loads[best];
        foreach (var node in sample[1..])
        {
            var load = loads[node];
            if (load < least)
            {
                (best, least) = (node, load);
            }
        }

        return best;
    }

    /// <summary>
    /// The least loaded of a sample for several tasks, one for each place of <paramref name="chosen"/> (batch sampling,
    /// Sparrow, SOSP 2013). A node takes one task, unless there are more tasks than nodes in the sample.
    /// </summary>
    /// <param name="loads">What is known of the nodes.</param>
    /// <param name="sample">The nodes that were asked; its order is changed.</param>
    /// <param name="chosen">Filled with nodes, the least loaded first.</param>
    public static void Several<TLoads>(in TLoads loads, Span<int> sample, Span<int> chosen)
        where TLoads : struct, ILoads
    {
        Span<long> keys = sample.Length <= StackMax ? stackalloc long[sample.Length] : new long[sample.Length];
        for (var place = 0; place < sample.Length; place++)
        {
            // The place breaks ties, so that the order is total and equals stay in the order of the sample.
            keys[place] = ((long)loads[sample[place]] << 32) | (uint)place;
        }

        keys.Sort();
        for (var task = 0; task < chosen.Length; task++)
        {
            chosen[task] = sample[(int)keys[task % keys.Length]];
        }
    }

    private const int StackMax = 1_024;
}
