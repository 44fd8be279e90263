using Rota.Core.Tests.Placement.Strategies;

namespace Rota.Sim.Tests.Policies;

/// <summary>Single queues, as they have been known for a hundred years.</summary>
public sealed class QueueTheoryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public void Random_placement_is_a_single_server_each(int nodes)
    {
        var result = Measure.Run(Measure.Of("random", nodes, 0.8), 4_000_000);
        Measure.IsNear(Theory.OneServer(0.8), result.Response);
        Measure.IsWithin(0.8, 0.005, 1 - result.ZeroWaitFraction);

        // The time in such a system is exponential, so its quantiles are known too.
        Measure.IsWithin(5 * Math.Log(2), 0.02, result.Response.P50);
        Measure.IsWithin(5 * Math.Log(100), 0.03, result.Response.P99);
    }

    [Fact]
    public void One_node_of_four_slots_is_Erlangs_queue()
    {
        var result = Measure.Run(Measure.Of("central", 1, 0.8) with { Slots = 4 }, 6_000_000);
        Measure.IsNear(1.745541, result.Response);
        Measure.IsNear(Theory.Servers(4, 0.8), result.Response);
        Measure.IsWithin(0.5964325, 0.005, 1 - result.ZeroWaitFraction);
    }

    [Fact]
    public void Four_nodes_of_one_central_queue_are_the_same() =>
        Measure.IsNear(1.745541, Measure.Run(Measure.Of("central", 4, 0.8), 6_000_000).Response);
}
