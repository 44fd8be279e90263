using System.Collections.Immutable;
using Rota.Core.Jobs;

namespace Rota.Core.Placement.Nodes;

/// <summary>What tells a node from others, for those who choose by it.</summary>
/// <param name="Name">Its name in the cell.</param>
public sealed record NodeTraits(string Name)
{
    /// <summary>The label that each node has its name in.</summary>
    public const string NodeLabel = "node";

    /// <summary>The label that a node's zone is in: what fails together.</summary>
    public const string ZoneLabel = "zone";

    /// <summary>None.</summary>
    public static readonly ImmutableSortedDictionary<string, string> NoLabels = ImmutableSortedDictionary<
        string,
        string
    >.Empty;

    /// <summary>Its zone; empty where none was said.</summary>
    public string Zone { get; init; } = "";

    /// <summary>What people wrote on it.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = NoLabels;

    /// <summary>Equality by content.</summary>
    public bool Equals(NodeTraits? other) =>
        other is not null && (Name, Zone) == (other.Name, other.Zone) && Labels.SequenceEqual(other.Labels);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Zone, Labels.Count);

    /// <summary>The value of a label; null where it has none.</summary>
    public string? Label(string label) =>
        label switch
        {
            NodeLabel => Name,
            ZoneLabel => Zone.Length == 0 ? null : Zone,
            _ => Labels.GetValueOrDefault(label),
        };

    /// <summary>Whether all of these hold of it.</summary>
    public bool Meets(ImmutableArray<NodeTerm> terms)
    {
        foreach (var term in terms)
        {
            if (!term.Holds(Label(term.Label)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The share of these that hold of it, 0 to 1; 0 where there are none.</summary>
    public double ShareOf(ImmutableArray<NodeTerm> terms) =>
        terms.IsEmpty ? 0 : (double)terms.Count(term => term.Holds(Label(term.Label))) / terms.Length;
}
