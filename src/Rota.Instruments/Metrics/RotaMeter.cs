using System.Diagnostics.Metrics;

namespace Rota.Instruments.Metrics;

/// <summary>
/// The one meter. Instruments cost a comparison while nobody listens; names and units follow OpenTelemetry's
/// conventions (docs/operations.md lists them).
/// </summary>
public static class RotaMeter
{
    /// <summary>The name that a listener asks for.</summary>
    public const string Name = "Rota";

    internal static Meter Instance { get; } = new(Name);
}
