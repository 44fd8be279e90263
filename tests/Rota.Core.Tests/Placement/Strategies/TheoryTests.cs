namespace Rota.Core.Tests.Placement.Strategies;

/// <summary>The formulas give the figures that were published.</summary>
public sealed class TheoryTests
{
    [Fact]
    public void Four_servers_at_load_08() =>
        Assert.Equal((0.5964325, 1.745541), (Round(Theory.ErlangC(4, 0.8), 7), Round(Theory.Servers(4, 0.8), 6)));

    [Theory]
    [InlineData(2, 2.6141)]
    [InlineData(3, 2.0279)]
    public void Power_of_d_choices(int d, double expected) => Assert.Equal(expected, Round(Theory.Choices(0.9, d), 4));

    [Fact]
    public void Late_binding_of_single_tasks() => Assert.Equal(2.0503, Round(Theory.TwoReservations(0.9), 4));

    [Theory]
    [InlineData(1, 1.8182)]
    [InlineData(2, 1.4435)]
    public void Join_idle_queue(int d, double expected) =>
        Assert.Equal(expected, Round(Theory.JoinIdleQueue(0.9, 10, d), 4));

    private static double Round(double value, int digits) => Math.Round(value, digits);
}
