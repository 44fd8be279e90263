namespace Rota.Sim.Systems;

/// <summary>What became of a world.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Digest">Of all that happened: the same on every machine.</param>
/// <param name="Events">How much happened.</param>
/// <param name="Time">How long it was, in virtual time.</param>
/// <param name="Runs">How many processes of tasks were started.</param>
/// <param name="Violations">Promises that were broken, as sentences; the first is the one to look at.</param>
/// <param name="Faults">What went wrong, by number.</param>
/// <param name="Trace">What happened, if it was asked for.</param>
public sealed record SystemResult(
    ulong Seed,
    ulong Digest,
    long Events,
    TimeSpan Time,
    int Runs,
    IReadOnlyList<string> Violations,
    IReadOnlyList<(int Number, string Name)> Faults,
    IReadOnlyList<string> Trace
)
{
    /// <summary>The first promise that was broken, by name; null when all were kept.</summary>
    public string? Broken =>
        Violations is [var first, ..] ? first[..first.IndexOf(':', StringComparison.Ordinal)] : null;
}
