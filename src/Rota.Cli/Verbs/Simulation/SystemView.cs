using Rota.App.Views;
using Rota.Sim.Systems;

namespace Rota.Cli.Verbs.Simulation;

/// <summary>What became of worlds, for programs.</summary>
internal sealed record SystemView : View
{
    private const int Digits = 3;

    private SystemView() { }

    public required int Worlds { get; init; }

    public required long Events { get; init; }

    public required double VirtualSeconds { get; init; }

    public required double Seconds { get; init; }

    public required string Digest { get; init; }

    public required IReadOnlyList<BrokenWorld> Broken { get; init; }

    public static SystemView Of(IReadOnlyList<SystemResult> results, TimeSpan took) =>
        new()
        {
            Worlds = results.Count,
            Events = results.Sum(result => result.Events),
            VirtualSeconds = Math.Round(results.Sum(result => result.Time.TotalSeconds), Digits),
            Seconds = Math.Round(took.TotalSeconds, Digits),
            Digest = $"{SystemCampaign.Digest(results):x16}",
            Broken =
            [
                .. results
                    .Where(result => result.Broken is not null)
                    .Select(result => new BrokenWorld(result.Seed, $"{result.Digest:x16}", result.Violations)),
            ],
        };

    /// <summary>A world in which a promise was broken.</summary>
    internal sealed record BrokenWorld(ulong Seed, string Digest, IReadOnlyList<string> Violations);
}
