using System.Text.Json.Serialization;
using Rota.App.Views;
using Rota.Sim.Policies.Settings;

namespace Rota.Cli.Verbs.Simulation;

/// <summary>What strategies achieved, for programs.</summary>
/// <param name="Results">One for each strategy at each number of nodes and each load.</param>
internal sealed record PolicyView(IReadOnlyList<PolicyView.Result> Results) : View
{
    private const int Digits = 6;

    public static PolicyView Of(IEnumerable<PolicyResult> results) => new([.. results.Select(Of)]);

    private static Result Of(PolicyResult result) =>
        new()
        {
            Strategy = result.Settings.Strategy,
            Nodes = result.Settings.Nodes,
            Slots = result.Settings.Slots,
            Load = result.Settings.Load,
            Seed = result.Settings.Seed,
            Response = Of(result.Response),
            Wait = Of(result.Wait) with { ZeroFraction = Math.Round(result.ZeroWaitFraction, Digits) },
            MessagesPerTask = Math.Round(result.MessagesPerTask, Digits),
            ConflictFraction = Math.Round(result.ConflictFraction, Digits),
            Tasks = result.Tasks,
            Events = result.Events,
            EventsPerSecond = Math.Round(result.EventsPerSecond),
            Digest = result.Digest.ToString("x16"),
        };

    private static Span Of(SpanResult span) =>
        new(
            Math.Round(span.Mean, Digits),
            Math.Round(span.P50, Digits),
            Math.Round(span.P95, Digits),
            Math.Round(span.P99, Digits),
            span.HalfWidth is { } half ? Math.Round(half, Digits) : null
        );

    /// <summary>What one strategy achieved.</summary>
    internal sealed record Result
    {
        public required string Strategy { get; init; }

        public required int Nodes { get; init; }

        public required int Slots { get; init; }

        public required double Load { get; init; }

        public required ulong Seed { get; init; }

        public required Span Response { get; init; }

        public required Span Wait { get; init; }

        public required double MessagesPerTask { get; init; }

        public required double ConflictFraction { get; init; }

        public required long Tasks { get; init; }

        public required long Events { get; init; }

        public required double EventsPerSecond { get; init; }

        public required string Digest { get; init; }
    }

    /// <summary>How spans of time spread.</summary>
    internal sealed record Span(double Mean, double P50, double P95, double P99, double? HalfWidth)
    {
        /// <summary>The share of those of no length, where it was counted.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? ZeroFraction { get; init; }
    }
}
