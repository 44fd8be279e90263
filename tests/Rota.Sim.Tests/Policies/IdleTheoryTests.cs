using Rota.Core.Placement.Strategies;
using Rota.Core.Tests.Placement.Strategies;
using Rota.Sim.Policies.Settings;

namespace Rota.Sim.Tests.Policies;

/// <summary>Idle tokens: the paper's variant against its theory, and the default against two choices.</summary>
public sealed class IdleTheoryTests
{
    [Theory]
    [InlineData("idle-random", 1)]
    [InlineData("idle", 2)]
    public void Tokens_that_stay_are_near_the_theory(string strategy, int d)
    {
        // The theory takes every token for one of an idle node. Tokens that stay are not, and ones that are withdrawn
        // leave a stock sooner than it assumes: the two lie on either side of it.
        var theory = Theory.JoinIdleQueue(0.9, 10, d);
        var settings = Paper(strategy, 2_000, 200);
        var stay = Measure.Run(settings with { KeepTokens = true }, 6_000_000).Response;
        Measure.IsWithin(theory, 0.015, stay.Mean);
        Measure.IsWithin(theory, 0.03, Measure.Run(settings, 6_000_000).Response.Mean);
        Assert.True(stay.Mean > theory);
    }

    [Theory]
    [InlineData("idle-random", 1.765)]
    [InlineData("idle", 1.459)]
    public void Tokens_that_are_withdrawn_are_as_published(string strategy, double expected) =>
        Measure.IsNear(expected, Measure.Run(Paper(strategy, 500, 50), 8_000_000).Response);

    [Theory]
    [InlineData(1.0, 2.66, 8.9, 1.51, 5.5)]
    [InlineData(1 / 3.0, 3.86, 23.3, 1.87, 8.7)]
    public void The_default_beats_two_choices_as_published(
        double speed,
        double choicesMean,
        double choicesLate,
        double idleMean,
        double idleLate
    )
    {
        var settings = Measure.Of("two-choices", 1_000, 0.9) with
        {
            Dispatchers = 200,
            Delay = 0.01,
            Speeds = [1, 1, 1, 1, speed],
        };
        var choices = Measure.Run(settings, 5_000_000).Response;
        Measure.IsNear(choicesMean, choices);
        Measure.IsWithin(choicesLate, 0.02, choices.P99);

        // The published figure has tokens that travel in no time. Here they take a message's time, which costs 2.5%.
        var idle = Measure.Run(settings with { Strategy = "idle" }, 5_000_000).Response;
        Measure.IsWithin(idleMean, 0.035, idle.Mean);
        Measure.IsWithin(idleLate, 0.035, idle.P99);
    }

    [Fact]
    public void A_task_that_may_also_take_a_later_token_waits_less()
    {
        var settings = Measure.Of("idle", 500, 0.9) with { Dispatchers = 100, Delay = 0.01 };
        var late = Measure.Run(settings, 1_000_000).Response.Mean;
        Assert.True(Measure.Run(settings with { Fallback = FallbackRule.Both }, 1_000_000).Response.Mean < 0.85 * late);
    }

    [Fact]
    public void Random_fallback_is_unstable_on_unequal_nodes()
    {
        var settings = Measure.Of("idle", 500, 0.9) with { Dispatchers = 100, Speeds = [1, 1, 1, 1, 1 / 3.0] };
        var random = settings with { Fallback = FallbackRule.Random };
        Assert.True(Measure.Run(random, 2_000_000).Response.Mean > 1.5 * Measure.Run(random, 1_000_000).Response.Mean);
        Assert.True(Measure.Run(settings, 2_000_000).Response.Mean < 2.5);
    }

    private static PolicySettings Paper(string strategy, int nodes, int dispatchers) =>
        Measure.Of(strategy, nodes, 0.9) with
        {
            Dispatchers = dispatchers,
            Fallback = FallbackRule.Random,
        };
}
