namespace Rota.Core.Placement.Strategies;

/// <summary>
/// What one dispatcher knows of a node by its own requests alone, without asking: those in flight and how fast they
/// came
/// back (peak-sensitive mean, as in Finagle's and Envoy's balancers). A node is hot while it answers well.
/// </summary>
/// <param name="InFlight">Own requests that have not come back.</param>
/// <param name="Latency">Smoothed time they take, in any unit; 0 before the first came back.</param>
public readonly record struct NodeHeat(int InFlight, long Latency)
{
    /// <summary>Takes in an answer. A slow one counts at once, a fast one slowly: bad news must not wait.</summary>
    public NodeHeat Answered(long latency) =>
        new(InFlight - 1, latency > Latency ? latency : Latency - ((Latency - latency) / 4));

    /// <summary>Takes in a request that was sent.</summary>
    public NodeHeat Sent() => this with { InFlight = InFlight + 1 };
}

/// <summary>Chooses between hot nodes and cold ones.</summary>
public static class HotCold
{
    /// <summary>
    /// What a request sent there would cost: the latency for each request before it and for itself. A node without
    /// history counts as one of the mean, so that it is tried.
    /// </summary>
    /// <param name="heat">What is known of the node.</param>
    /// <param name="mean">Mean latency over all nodes.</param>
    public static long Cost(NodeHeat heat, long mean)
    {
        var latency = heat.Latency == 0 ? mean : heat.Latency;
        return Math.Max(1, latency) * (heat.InFlight + 1L);
    }

    /// <summary>
    /// Whether the hot node of two is left for the cold one: its queue costs more than to warm the other.
    /// </summary>
    /// <param name="hot">The node that is known to be good.</param>
    /// <param name="cold">A node drawn at random.</param>
    /// <param name="mean">Mean latency over all nodes.</param>
    public static bool PrefersCold(NodeHeat hot, NodeHeat cold, long mean) => Cost(cold, mean) < Cost(hot, mean);
}
