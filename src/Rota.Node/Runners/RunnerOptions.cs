using Rota.Core.Placement;

namespace Rota.Node.Runners;

/// <summary>What a runner is told at its start.</summary>
public sealed record RunnerOptions
{
    /// <summary>What the node of this machine has to give.</summary>
    public required Capacity Capacity { get; init; }
}
