using Rota.Cli.Report;
using Rota.Sim.Policies.Settings;

namespace Rota.Cli.Verbs.Simulation;

/// <summary>Plots of what strategies achieved.</summary>
internal static class PolicyPlot
{
    private const double LeastShare = 1e-5;

    /// <summary>Mean and 99% response over load, or over the number of nodes where that is what varies.</summary>
    /// <param name="results">All of one command.</param>
    /// <param name="style">Style sheet of a file of its own; null in a page.</param>
    public static string Curves(IReadOnlyList<PolicyResult> results, string? style = null)
    {
        var isOverNodes = results.Select(result => result.Settings.Nodes).Distinct().Count() > 1;
        double X(PolicyResult result) => isOverNodes ? result.Settings.Nodes : result.Settings.Load;
        var curves = Strategies(results)
            .SelectMany(
                (group, color) =>
                    new[]
                    {
                        new Curve(group.Key, color, false, [.. group.Select(one => (X(one), one.Response.Mean))]),
                        new Curve("", color, true, [.. group.Select(one => (X(one), one.Response.P99))]),
                    }
            )
            .ToArray();
        var title = "Response: mean (line) and 99% (broken)";
        return CurvePlot.Draw(title, isOverNodes ? "nodes" : "load", curves, isOverNodes, style);
    }

    /// <summary>The same as a file of its own.</summary>
    public static string Picture(IReadOnlyList<PolicyResult> results) =>
        Curves(results, PageHead.Style + "svg{background:var(--panel);font-family:sans-serif}") + "\n";

    /// <summary>Which share of the jobs takes longer than so long, at the highest load of each strategy.</summary>
    public static string Tails(IReadOnlyList<PolicyResult> results)
    {
        var curves = Strategies(results)
            .Select((group, color) => new Curve(group.Key, color, false, Thin(group.MaxBy(one => one.Settings.Load)!)))
            .Where(curve => curve.Points.Count > 0)
            .ToArray();
        return curves.Length == 0
            ? ""
            : CurvePlot.Draw("Share of jobs that take longer", "response", curves, isLogX: true);
    }

    private static IEnumerable<IGrouping<string, PolicyResult>> Strategies(IReadOnlyList<PolicyResult> results) =>
        results.GroupBy(result => result.Settings.Strategy, StringComparer.Ordinal);

    // A bin for every 256th part of a value is finer than any screen.
    private static (double, double)[] Thin(PolicyResult result) =>
        [
            .. result
                .Tail.Where(point => point.Above >= LeastShare)
                .Where((_, place) => place % Math.Max(1, result.Tail.Count / 300) == 0),
        ];
}
