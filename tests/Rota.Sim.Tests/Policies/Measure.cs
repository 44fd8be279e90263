using Rota.Sim.Policies;
using Rota.Sim.Policies.Settings;

namespace Rota.Sim.Tests.Policies;

/// <summary>Runs a strategy and compares with what is known, within half a percent or the half-width.</summary>
internal static class Measure
{
    private const double Tolerance = 0.005;

    public static PolicyResult Run(PolicySettings settings, long tasks) =>
        PolicyRun.Run(settings with { Jobs = tasks / settings.TasksPerJob });

    public static PolicySettings Of(string strategy, int nodes, double load) =>
        new()
        {
            Strategy = strategy,
            Nodes = nodes,
            Load = load,
        };

    public static void IsNear(double expected, SpanResult measured)
    {
        var allowed = Math.Max(Tolerance * expected, measured.HalfWidth ?? double.NaN);
        Assert.True(
            Math.Abs(measured.Mean - expected) <= allowed,
            $"expected {expected:0.0000}, measured {measured.Mean:0.0000} with a half-width of {measured.HalfWidth:0.0000}"
        );
        Assert.True(measured.HalfWidth < 0.03 * expected, $"the half-width is {measured.HalfWidth:0.0000}: it says nothing");
    }

    public static void IsWithin(double expected, double share, double measured) =>
        Assert.InRange(measured, expected * (1 - share), expected * (1 + share));
}
