using Rota.Core.Tests.Placement.Strategies;

namespace Rota.Sim.Tests.Policies;

/// <summary>Choices among a few nodes, and reservations at a few.</summary>
public sealed class ChoiceTheoryTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void D_choices_reach_the_fixed_point(int d) =>
        Measure.IsNear(
            Theory.Choices(0.9, d),
            Measure.Run(Measure.Of("two-choices", 2_000, 0.9) with { D = d, WithReplacement = true }, 8_000_000).Response
        );

    [Theory]
    [InlineData(0.8, 1.9585)]
    [InlineData(0.9, 2.6454)]
    public void Two_different_of_a_hundred_nodes_are_as_published(double load, double expected) =>
        Measure.IsNear(expected, Measure.Run(Measure.Of("two-choices", 100, load), 8_000_000).Response);

    [Fact]
    public void Two_reservations_of_single_tasks_are_as_in_theory() =>
        Measure.IsNear(
            Theory.TwoReservations(0.9),
            Measure.Run(Measure.Of("reserve-one", 2_000, 0.9), 6_000_000).Response
        );
}
