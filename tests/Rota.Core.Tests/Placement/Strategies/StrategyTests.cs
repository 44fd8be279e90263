using System.Collections.Immutable;
using Rota.Core.Model;
using Rota.Core.Placement.Strategies;

namespace Rota.Core.Tests.Placement.Strategies;

/// <summary>What strategies decide, each by itself.</summary>
public sealed class StrategyTests
{
    [Theory]
    [InlineData(5, 2)]
    [InlineData(5, 5)]
    [InlineData(40, 30)]
    public void A_sample_without_replacement_has_no_node_twice_and_favours_none(int nodes, int size)
    {
        const int Rounds = 20_000;
        var chance = new Prng(7);
        var drawn = new int[nodes];
        var sample = new int[size];
        for (var round = 0; round < Rounds; round++)
        {
            Sampling.Distinct(ref chance, nodes, sample);
            Assert.Equal(size, sample.Distinct().Count());
            Array.ForEach(sample, node => drawn[node]++);
        }

        // Five standard deviations of a binomial count.
        var mean = Rounds * (double)size / nodes;
        Assert.All(drawn, count => Assert.InRange(count, mean - (5 * Math.Sqrt(mean)), mean + (5 * Math.Sqrt(mean))));
    }

    [Fact]
    public void A_sample_larger_than_the_nodes_has_each_of_them_about_as_often()
    {
        var chance = new Prng(7);
        var sample = new int[11];
        Sampling.Distinct(ref chance, 4, sample);
        Assert.All(sample.GroupBy(node => node), group => Assert.InRange(group.Count(), 2, 3));
    }

    [Fact]
    public void The_least_loaded_of_a_sample_wins_and_among_equals_the_first()
    {
        var loads = new Given([3, 1, 4, 1, 5]);
        Assert.Equal(3, LeastLoaded.Of(loads, [2, 3, 1]));
        Assert.Equal(1, LeastLoaded.Of(loads, [1, 3, 0]));
    }

    [Fact]
    public void Tasks_of_a_batch_go_to_the_least_loaded_one_each()
    {
        var loads = new Given([3, 1, 4, 1, 5]);
        var chosen = new int[3];
        LeastLoaded.Several(loads, [4, 3, 2, 1, 0], chosen);
        Assert.Equal([3, 1, 0], chosen);
    }

    [Fact]
    public void More_tasks_than_nodes_go_round()
    {
        var chosen = new int[5];
        LeastLoaded.Several(new Given([2, 0]), [0, 1], chosen);
        Assert.Equal([1, 0, 1, 0, 1], chosen);
    }

    [Theory]
    [InlineData(1, 2.0, 1_000, 2)]
    [InlineData(100, 2.0, 10_000, 200)]
    [InlineData(3, 1.5, 10_000, 5)]
    [InlineData(10, 2.0, 15, 15)]
    [InlineData(10, 2.0, 4, 10)]
    public void A_job_asks_so_many_nodes(int tasks, double perTask, int nodes, int expected) =>
        Assert.Equal(expected, Reservations.Probes(tasks, perTask, nodes));

    [Fact]
    public void The_first_nodes_to_ask_get_the_tasks_in_order()
    {
        var launched = 0;
        Assert.True(Reservations.TryBind(2, ref launched, out var first));
        Assert.True(Reservations.TryBind(2, ref launched, out var second));
        Assert.False(Reservations.TryBind(2, ref launched, out _));
        Assert.Equal((0, 1, 2), (first, second, launched));
    }

    [Fact]
    public void Best_fit_packs_and_spread_balances()
    {
        Offer[] offers = [new(0, 3, 1, 0), new(1, 0, 4, 0), new(2, 1, 3, 0), new(3, 4, 0, 0)];
        Assert.Equal((2, 3), (Ranking.Best<BestFit>(offers), Ranking.Best<Spread>(offers)));
        Assert.Null(Ranking.Best<BestFit>([new Offer(1, 0, 4, 0)]));
    }

    [Fact]
    public void A_bid_prefers_a_free_slot_and_then_the_shorter_queue()
    {
        Assert.Equal(1, Ranking.Best<Bid>([new(0, 0, 4, 2), new(1, 0, 4, 1)]));
        Assert.Equal(2, Ranking.Best<Bid>([new(0, 0, 4, 2), new(1, 0, 4, 0), new(2, 1, 3, 0), new(3, 4, 0, 0)]));
    }

    [Theory]
    [InlineData(ConflictRule.Sequence, 5, 6, 3, true)]
    [InlineData(ConflictRule.Sequence, 5, 5, 3, false)]
    [InlineData(ConflictRule.Sequence, 5, 5, 0, true)]
    [InlineData(ConflictRule.Fit, 5, 6, 1, false)]
    [InlineData(ConflictRule.Fit, 5, 6, 0, true)]
    public void A_claim_conflicts(ConflictRule rule, uint seen, uint now, int free, bool expected) =>
        Assert.Equal(expected, SharedState.Conflicts(rule, seen, now, free));

    [Theory]
    [InlineData(CommitRule.AllOrNothing, 1, 0)]
    [InlineData(CommitRule.AllOrNothing, 0, 4)]
    [InlineData(CommitRule.Incremental, 1, 3)]
    public void A_conflict_costs_the_job_or_the_claim(CommitRule rule, int conflicts, int carried) =>
        Assert.Equal(carried, SharedState.Carried(rule, 4, conflicts));

    [Fact]
    public void A_slow_answer_makes_a_node_dear_at_once_and_fast_ones_cheap_slowly()
    {
        var heat = default(NodeHeat).Sent().Answered(100).Sent().Answered(1_000);
        Assert.Equal(1_000, heat.Latency);
        Assert.Equal(775, heat.Sent().Answered(100).Latency);
        Assert.True(HotCold.PrefersCold(heat, default, 200));
        Assert.False(HotCold.PrefersCold(default, heat, 200));
    }

    [Fact]
    public void Requests_in_flight_make_a_hot_node_dearer_than_a_cold_one()
    {
        var hot = default(NodeHeat).Sent().Answered(100);
        Assert.False(HotCold.PrefersCold(hot, default, 150));
        Assert.True(HotCold.PrefersCold(hot.Sent(), default, 150));
    }

    [Fact]
    public void Dominant_resource_fairness_gives_the_shares_of_the_paper()
    {
        long[] capacity = [9, 18];
        ImmutableArray<long>[] demands = [[1, 4], [3, 1]];
        var tasks = Drf.Fill(capacity, demands);
        Assert.Equal([3, 2], tasks);
        Assert.Equal(2 / 3.0, Drf.DominantShare(capacity, demands[0], tasks[0]), 12);
        Assert.Equal(2 / 3.0, Drf.DominantShare(capacity, demands[1], tasks[1]), 12);
    }

    [Fact]
    public void A_user_who_asks_for_nothing_does_not_stop_the_world() =>
        Assert.Equal([0, 4], Drf.Fill([4], [[0], [1]]));

    private readonly struct Given(int[] loads) : ILoads
    {
        public int this[int node] => loads[node];
    }
}
