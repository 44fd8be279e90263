using System.Collections.Immutable;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Store.Specs;

namespace Rota.Store.Nodes;

/// <summary>What a node says of itself that changes seldom.</summary>
public sealed record NodeSaid
{
    /// <summary>Its name in the cell.</summary>
    public required string Name { get; init; }

    /// <summary>What it has.</summary>
    public required Capacity Capacity { get; init; }

    /// <summary>The boot of the machine.</summary>
    public required string Boot { get; init; }

    /// <summary>The directory of its state, as its own system names it.</summary>
    public required string State { get; init; }

    /// <summary>What fails together with it; empty for nothing in particular.</summary>
    public string Zone { get; init; } = "";

    /// <summary>What jobs can ask for of it.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = NodeTraits.NoLabels;

    /// <summary>Why it takes nothing new; null where it does.</summary>
    public string? Withdrawn { get; init; }

    /// <summary>Whether it has what another word of it said.</summary>
    public bool HasCapacityOf(NodeSaid other) => CapacityForm.Write(Capacity) == CapacityForm.Write(other.Capacity);

    /// <summary>Equality by content.</summary>
    public bool Equals(NodeSaid? other) =>
        other is not null
        && (Name, Boot, State, Zone, Withdrawn) == (other.Name, other.Boot, other.State, other.Zone, other.Withdrawn)
        && HasCapacityOf(other)
        && Labels.SequenceEqual(other.Labels);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Boot, State, Zone, Withdrawn);
}
