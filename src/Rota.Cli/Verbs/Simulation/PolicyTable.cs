using Rota.App.Markup;
using Rota.Cli.Rendering;
using Rota.Sim.Policies.Settings;

namespace Rota.Cli.Verbs.Simulation;

/// <summary>Results for people: a line a strategy.</summary>
internal static class PolicyTable
{
    /// <summary>Headings of the columns.</summary>
    public static readonly string[] Headings =
    [
        "STRATEGY",
        "NODES",
        "LOAD",
        "MEAN",
        "±",
        "P50",
        "P95",
        "P99",
        "WAIT",
        "AT ONCE",
        "MESSAGES",
        "CONFLICTS",
    ];

    public static void Print(TextWriter writer, IReadOnlyList<PolicyResult> results)
    {
        var columns = new Columns([.. Headings, "EVENTS/S", "DIGEST"]);
        foreach (var result in results)
        {
            columns.Add([
                .. Cells(result),
                Quantity.Count((long)result.EventsPerSecond),
                result.Digest.ToString("x16"),
            ]);
        }

        columns.Write(writer);
        writer.WriteLine(
            "Responses are from a job's arrival to the end of its last task, waits to the start of each task; "
                + "the unit is that of the service mean."
        );
    }

    /// <summary>The cells below <see cref="Headings"/>.</summary>
    public static string[] Cells(PolicyResult result) =>
        [
            result.Settings.Strategy,
            Quantity.Count(result.Settings.Nodes),
            result.Settings.Load.ToString("0.###"),
            Time(result.Response.Mean),
            result.Response.HalfWidth is { } half ? Time(half) : "?",
            Time(result.Response.P50),
            Time(result.Response.P95),
            Time(result.Response.P99),
            Time(result.Wait.Mean),
            Quantity.Percent(result.ZeroWaitFraction),
            Quantity.Significant(result.MessagesPerTask),
            Quantity.Percent(result.ConflictFraction),
        ];

    private static string Time(double value) =>
        Math.Abs(value) switch
        {
            < 10 => value.ToString("0.0000"),
            < 1_000 => value.ToString("0.00"),
            _ => value.ToString("0"),
        };
}
