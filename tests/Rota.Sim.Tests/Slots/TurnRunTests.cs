using Rota.Sim.Slots;

namespace Rota.Sim.Tests.Slots;

/// <summary>Turns in virtual time against the closed formula.</summary>
public sealed class TurnRunTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(25)]
    public void The_classic_timetable_sees_events_as_late_as_computed(int runners)
    {
        var settings = Classic(runners, 10_000_000, 10) with { RatePerSecond = 20 };
        var result = TurnRun.Run(settings);
        Assert.Equal(1, result.Mean / settings.ExpectedMean, 0.02);
        Assert.InRange(result.Max, (settings.Cycle - settings.Plan.Slot) * 0.6, settings.Plan.WorstWait);
        Assert.Equal(0, result.Steals);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(25)]
    public void More_than_fits_is_served_at_the_capacity_that_was_computed(int runners)
    {
        var settings = Classic(runners, 1_000_000, 500) with { RatePerSecond = 3_000 };
        var result = TurnRun.Run(settings);
        Assert.Equal(1, result.ServedPerSecond / (settings.Plan.Capacity * 1e6 / settings.Cycle), 0.02);
        Assert.True(result.Backlog > settings.Events / 5);
    }

    [Fact]
    public void Half_of_the_capacity_leaves_nothing_behind()
    {
        var settings = Classic(5, 1_000_000, 500) with { RatePerSecond = 800 };
        var result = TurnRun.Run(settings);
        Assert.InRange(result.Backlog, 0, settings.Plan.Capacity);
        Assert.Equal(1, result.ServedPerSecond / 800, 0.02);
    }

    [Fact]
    public void Adaptive_turns_see_events_a_hundred_times_sooner()
    {
        var classic = Classic(5, 10_000_000, 500) with { RatePerSecond = 100 };
        var (slow, fast) = (TurnRun.Run(classic), TurnRun.Run(classic with { IsAdaptive = true }));
        Assert.True(fast.Mean < slow.Mean / 100, $"classic {slow.Mean:0}, adaptive {fast.Mean:0}");
        Assert.True(fast.Steals > 0);
    }

    [Fact]
    public void A_seed_gives_one_history()
    {
        var settings = Classic(5, 1_000_000, 500) with { RatePerSecond = 800, IsAdaptive = true, Events = 20_000 };
        Assert.Equal(TurnRun.Run(settings).Digest, TurnRun.Run(settings).Digest);
        Assert.NotEqual(TurnRun.Run(settings).Digest, TurnRun.Run(settings with { Seed = 2 }).Digest);
    }

    private static TurnSettings Classic(int runners, long cycle, long cost) =>
        new()
        {
            Runners = runners,
            Cycle = cycle,
            Cost = cost,
            RatePerSecond = 1,
        };
}
