using Rota.Core.Slots;

namespace Rota.Core.Tests.Slots;

/// <summary>The capacity question is answered by the serial sum, whatever the number of runners.</summary>
public sealed class CapacityPlanTests
{
    [Fact]
    public void More_runners_buy_no_throughput()
    {
        var five = new CapacityPlan(5_000, 10_000, 10_000_000, 5, 0);
        var twenty = five with { Runners = 20 };

        Assert.False(five.Fits);
        Assert.False(twenty.Fits);
        Assert.InRange(twenty.Capacity, five.Capacity, 1_000);
    }

    [Fact]
    public void The_posted_sum_does_not_add_up()
    {
        // 25 runners, 25 s, 5,000 workers at 10 ms: what one core could do in a cycle is half of it.
        var posted = new CapacityPlan(5_000, 10_000, 25_000_000, 25, 0);

        Assert.InRange(posted.Capacity, 2_400, 2_500);
        Assert.InRange(posted.Load, 2, 2.1);
        Assert.Equal(3, posted.Homes);
    }

    [Fact]
    public void What_it_recommends_fits()
    {
        var plan = new CapacityPlan(5_000, 10_000, 10_000_000, 5, 100);

        Assert.True((plan with { Cycle = (long)Math.Ceiling(plan.LeastCycle) + 10 }).Fits);
        Assert.True((plan with { Cost = plan.HighestCost * 0.999 }).Fits);
        Assert.True((plan with { Workers = plan.Workers / plan.Homes }).Fits);
    }

    [Fact]
    public void A_percentile_is_of_the_newest_measurements()
    {
        var quantile = new Quantile(100);
        foreach (var sample in Enumerable.Range(1, 1_000))
        {
            quantile.Add(sample);
        }

        Assert.Equal((901, 950, 999, 1_000), (quantile.At(0), quantile.At(0.5), quantile.At(0.99), quantile.At(1)));
        Assert.Equal(0, new Quantile().At(0.99));
    }
}
