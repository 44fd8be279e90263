using Rota.App.Views;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Verbs.Looking;
using Rota.Sim.Slots;

namespace Rota.Cli.Verbs.Simulation;

/// <summary>What a timetable did, beside what the formula says.</summary>
internal static class TurnPage
{
    /// <summary>Events a second that fit by the formula of <c>rota slots plan</c>.</summary>
    public static double CapacityPerSecond(TurnSettings settings) => settings.Plan.Capacity * 1e6 / settings.Cycle;

    public static void Print(Invocation cli, TurnSettings settings, TurnResult result)
    {
        if (cli.Output == OutputMode.Json)
        {
            Screen.Out.WriteLine(ToJson(settings, result));
            return;
        }

        string Milli(double micros) => TimetablePage.Milli(micros);
        var page = Screen.Out;
        var kind = settings.IsAdaptive ? "adaptive" : "classic";
        page.WriteLine(
            $"{Words.Count(settings.Runners, "runner")}, {kind} cycle of {Milli(settings.Cycle)}, {Milli(settings.Cost)} an event, "
                + $"{settings.RatePerSecond:0.###} events a second"
        );
        page.WriteLine(
            $"seen after: mean {Milli(result.Mean)}, median {Milli(result.P50)}, 95% {Milli(result.P95)}, "
                + $"99% {Milli(result.P99)}, worst {Milli(result.Max)}"
        );
        page.WriteLine(
            $"formula:    mean {Milli(settings.ExpectedMean)} for the classic timetable at little load, "
                + $"worst {Milli(settings.Plan.WorstWait)}"
        );
        page.WriteLine(
            $"capacity:   {result.ServedPerSecond:0.###} a second served, "
                + $"{CapacityPerSecond(settings):0.###} by the formula; {result.Backlog} left waiting"
        );
        page.WriteLine(
            $"{Words.Count(result.Turns, "turn")}, {result.Steals} of them in idle slots of others; digest {result.Digest:x16}"
        );
        if (settings.RatePerSecond > CapacityPerSecond(settings))
        {
            page.WriteLine("more comes than fits: the debt grows without end, and the times above with it");
        }
    }

    private static string ToJson(TurnSettings settings, TurnResult result) =>
        Json.Line(json =>
        {
            double Milli(double micros) => Math.Round(micros / 1_000, 3);
            json.WriteNumber("version", 1);
            json.WriteNumber("runners", settings.Runners);
            json.WriteNumber("cycle_ms", Milli(settings.Cycle));
            json.WriteNumber("cost_ms", Milli(settings.Cost));
            json.WriteNumber("rate_per_second", settings.RatePerSecond);
            json.WriteBoolean("adaptive", settings.IsAdaptive);
            json.WriteStartObject("latency_ms");
            json.WriteNumber("mean", Milli(result.Mean));
            json.WriteNumber("p50", Milli(result.P50));
            json.WriteNumber("p95", Milli(result.P95));
            json.WriteNumber("p99", Milli(result.P99));
            json.WriteNumber("max", Milli(result.Max));
            json.WriteEndObject();
            json.WriteStartObject("formula");
            json.WriteNumber("mean_ms", Milli(settings.ExpectedMean));
            json.WriteNumber("worst_ms", Milli(settings.Plan.WorstWait));
            json.WriteNumber("capacity_per_second", Math.Round(CapacityPerSecond(settings), 3));
            json.WriteEndObject();
            json.WriteNumber("served_per_second", Math.Round(result.ServedPerSecond, 3));
            json.WriteNumber("backlog", result.Backlog);
            json.WriteNumber("turns", result.Turns);
            json.WriteNumber("steals", result.Steals);
            json.WriteString("digest", result.Digest.ToString("x16"));
        });
}
