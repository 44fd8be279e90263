using Rota.App.Views;
using Rota.Sim.Slots;

namespace Rota.Cli.Verbs.Simulation;

/// <summary>What a timetable did, for programs.</summary>
internal sealed record TurnView : View
{
    private const int Digits = 3;

    private TurnView() { }

    public required int Runners { get; init; }

    public required double CycleMs { get; init; }

    public required double CostMs { get; init; }

    public required double RatePerSecond { get; init; }

    public required bool Adaptive { get; init; }

    public required Latency LatencyMs { get; init; }

    public required Expectation Formula { get; init; }

    public required double ServedPerSecond { get; init; }

    public required long Backlog { get; init; }

    public required long Turns { get; init; }

    public required long Steals { get; init; }

    public required string Digest { get; init; }

    public static TurnView Of(TurnSettings settings, TurnResult result) =>
        new()
        {
            Runners = settings.Runners,
            CycleMs = Milli(settings.Cycle),
            CostMs = Milli(settings.Cost),
            RatePerSecond = settings.RatePerSecond,
            Adaptive = settings.IsAdaptive,
            LatencyMs = new Latency(
                Milli(result.Mean),
                Milli(result.P50),
                Milli(result.P95),
                Milli(result.P99),
                Milli(result.Max)
            ),
            Formula = new Expectation(
                Milli(settings.ExpectedMean),
                Milli(settings.Plan.WorstWait),
                Math.Round(TurnPage.CapacityPerSecond(settings), Digits)
            ),
            ServedPerSecond = Math.Round(result.ServedPerSecond, Digits),
            Backlog = result.Backlog,
            Turns = result.Turns,
            Steals = result.Steals,
            Digest = result.Digest.ToString("x16"),
        };

    private static double Milli(double micros) => Math.Round(micros / 1_000, Digits);

    /// <summary>How soon events were seen.</summary>
    internal sealed record Latency(double Mean, double P50, double P95, double P99, double Max);

    /// <summary>What the closed form says.</summary>
    internal sealed record Expectation(double MeanMs, double WorstMs, double CapacityPerSecond);
}
