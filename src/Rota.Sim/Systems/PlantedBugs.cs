using Rota.Sim.Systems.Node;

namespace Rota.Sim.Systems;

/// <summary>Known bugs by name: some are variants of production code, the others sit between its parts.</summary>
public static class PlantedBugs
{
    /// <summary>The variant of production code, or null.</summary>
    internal static string? InProduction(string? bug) => bug;

    /// <summary>What sits between the parts.</summary>
    internal static Tamper Between(string? bug) => new();
}
