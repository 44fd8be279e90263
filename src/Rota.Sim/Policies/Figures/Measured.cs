namespace Rota.Sim.Policies.Figures;

/// <summary>What one run has measured, in ticks.</summary>
internal sealed record Measured
{
    public required Spans Responses { get; init; }

    public required Spans Waits { get; init; }

    public required long Messages { get; init; }

    public required long Tasks { get; init; }

    public required (long Attempts, long Conflicts) Claims { get; init; }

    public required long Events { get; init; }

    public required ulong Digest { get; init; }
}
