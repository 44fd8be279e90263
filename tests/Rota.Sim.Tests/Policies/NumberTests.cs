using Rota.Core.Model;
using Rota.Sim.Policies.Cells;
using Rota.Sim.Policies.Chance;
using Rota.Sim.Policies.Figures;
using Rota.Sim.Policies.Loads;

namespace Rota.Sim.Tests.Policies;

/// <summary>The numbers below the simulation: own functions, distributions, quantiles, intervals.</summary>
public sealed class NumberTests
{
    [Fact]
    public void Own_logarithm_exponential_and_power_agree_with_the_platform()
    {
        var chance = new Prng(1);
        for (var round = 0; round < 200_000; round++)
        {
            var value = Streams.Unit(chance.Next()) * Math.Pow(10, chance.NextBelow(30) - 15);
            Assert.Equal(Math.Log(value), IeeeMath.Log(value), 4e-16 * Math.Max(1, Math.Abs(Math.Log(value))));
            var exponent = (Streams.Unit(chance.Next()) * 100) - 50;
            Assert.Equal(1, IeeeMath.Exp(exponent) / Math.Exp(exponent), 1e-14);
            Assert.Equal(1, IeeeMath.Pow(value, 1.5) / Math.Pow(value, 1.5), 1e-13);
        }
    }

    [Theory]
    [InlineData("exp:1", 1, 1)]
    [InlineData("exp:250", 250, 1)]
    [InlineData("fixed:3", 3, 0)]
    [InlineData("pareto:3:2", 2, 0.5774)]
    [InlineData("bimodal:0.1:0.5:5.5", 1, 1.5)]
    public void Laws_have_their_mean_and_spread(string text, double mean, double spread)
    {
        const int Draws = 2_000_000;
        var law = ServiceLaw.Parse(text)!;
        var (sum, squares) = (0.0, 0.0);
        for (var draw = 0; draw < Draws; draw++)
        {
            var value = law.Draw(Streams.At(3, draw));
            sum += value;
            squares += value * value;
        }

        Assert.Equal(mean, law.Mean, 1e-12);
        Assert.Equal(1, sum / Draws, 0.005);
        Assert.Equal(spread, Math.Sqrt(Math.Max(0, (squares / Draws) - (sum / Draws * sum / Draws))), 0.06);
    }

    [Theory]
    [InlineData("exp:0")]
    [InlineData("exp:x")]
    [InlineData("pareto:1")]
    [InlineData("bimodal:2:1:1")]
    [InlineData("gamma:1")]
    [InlineData("exp:1:2:3")]
    [InlineData("fixed:nan")]
    public void A_law_that_means_nothing_is_refused(string text) => Assert.Null(ServiceLaw.Parse(text));

    [Theory]
    [InlineData("poisson")]
    [InlineData("even")]
    [InlineData("bursts:5")]
    [InlineData("pareto:2.5")]
    public void Arrivals_give_the_load_that_is_asked_for(string text)
    {
        const int Jobs = 1_000_000;
        var settings = Measure.Of("random", 10, 0.5) with { Arrivals = ArrivalLaw.Parse(text)!, TasksPerJob = 4 };
        var work = new Workload(settings, 10);
        var total = Enumerable.Range(0, Jobs).Sum(_ => work.NextGap());
        Assert.Equal(4 / (0.5 * 10), Ticks.ToUnits(total) / Jobs, 0.01);
    }

    [Fact]
    public void Quantiles_are_exact_to_a_256th()
    {
        var histogram = new Histogram();
        var chance = new Prng(9);
        var values = Enumerable.Range(0, 100_000).Select(_ => (long)(Streams.Exponential(chance.Next()) * 1e9)).ToArray();
        Array.ForEach(values, histogram.Add);
        Array.Sort(values);
        foreach (var share in new[] { 0.1, 0.5, 0.95, 0.99, 0.9999 })
        {
            Assert.Equal(1, histogram.Quantile(share) / values[(int)(share * values.Length)], 1 / 256.0);
        }
    }

    [Fact]
    public void Intervals_of_batch_means_hold_the_mean_95_times_in_100()
    {
        const int Runs = 2_000;
        var held = 0;
        var chance = new Prng(4);
        for (var run = 0; run < Runs; run++)
        {
            var means = new BatchMeans();
            var value = 0.0;
            for (var place = 0; place < 4_000; place++)
            {
                // Neighbours are alike: a process that forgets in about ten steps.
                value = (0.9 * value) + (0.1 * (Streams.Exponential(chance.Next()) - 1));
                means.Add(place, (long)((value + 1) * 1e6));
            }

            Assert.InRange(means.Full.Length, 20, 64);
            held += Math.Abs(means.Mean - 1e6) <= BatchMeans.HalfWidth(means.Full) ? 1 : 0;
        }

        Assert.InRange(held / (double)Runs, 0.925, 0.97);
    }
}
