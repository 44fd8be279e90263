using Rota.Sim.Systems.Faults;

namespace Rota.Sim.Systems;

/// <summary>Which world.</summary>
public sealed record SystemOptions
{
    /// <summary>Everything follows from it.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What goes wrong in it.</summary>
    public FaultKinds Faults { get; init; } = FaultKinds.All;

    /// <summary>Its home store. Default: the one in memory, which is quicker.</summary>
    public HomeKind Home { get; init; } = HomeKind.Memory;

    /// <summary>More machines would be slow, and show nothing new.</summary>
    public const int NodesMax = 32;

    /// <summary>How many machines there are at first; 1 is that of the home alone.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>A known bug that is planted, or null.</summary>
    public string? Bug { get; init; }

    /// <summary>Faults that are left out, by number.</summary>
    public IReadOnlySet<int> Without { get; init; } = new HashSet<int>();

    /// <summary>The command that runs one of these worlds again.</summary>
    public string Command(ulong seed) =>
        $"rota simulate system --replay {seed}"
        + (Faults == FaultKinds.All ? "" : $" --faults {Faults.ToString().Replace(" ", "", StringComparison.Ordinal)}")
        + (Home == HomeKind.Memory ? "" : $" --home {Home.ToString().ToLowerInvariant()}")
        + (Nodes == 1 ? "" : $" --nodes {Nodes}")
        + (Bug is null ? "" : $" --bug {Bug}");

    /// <summary>Whether what happens is kept as lines.</summary>
    public bool IsTraced { get; init; }
}
