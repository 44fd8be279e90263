using Rota.App.Wording;
using Rota.Cli.Rendering;
using Rota.Cli.Verbs.Looking;
using Rota.Sim.Slots;

namespace Rota.Cli.Verbs.Simulation;

/// <summary>What a timetable did, beside what the formula says.</summary>
internal static class TurnPage
{
    /// <summary>Events a second that fit by the formula of <c>rota slots plan</c>.</summary>
    public static double CapacityPerSecond(TurnSettings settings) => settings.Plan.Capacity * 1e6 / settings.Cycle;

    public static void Print(TurnSettings settings, TurnResult result)
    {
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
}
