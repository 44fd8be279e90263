using System.Collections.Immutable;

namespace Rota.Core.Jobs;

/// <summary>On which nodes the tasks of an entry may run, and where they would rather.</summary>
public sealed record NodeChoice
{
    /// <summary>Anywhere.</summary>
    public static readonly NodeChoice Any = new();

    /// <summary>All of these must hold of a node.</summary>
    public ImmutableArray<NodeTerm> Requires { get; init; } = [];

    /// <summary>The more of these hold of a node, the better.</summary>
    public ImmutableArray<NodeTerm> Prefers { get; init; } = [];

    /// <summary>Equality by content.</summary>
    public bool Equals(NodeChoice? other) =>
        other is not null && Requires.SequenceEqual(other.Requires) && Prefers.SequenceEqual(other.Prefers);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        Requires.Concat(Prefers).Aggregate(Requires.Length, (hash, term) => HashCode.Combine(hash, term));
}

/// <summary>What must be true of a label of a node.</summary>
/// <param name="Label">The label; <c>node</c> is its name, <c>zone</c> its zone.</param>
/// <param name="Values">The values that it may have; none for any at all.</param>
/// <param name="IsNot">Whether the opposite must be true: none of them, or no such label.</param>
public sealed record NodeTerm(string Label, ImmutableArray<string> Values, bool IsNot = false)
{
    /// <summary>Whether it holds of a node with such a label.</summary>
    /// <param name="value">The value of the label; null for a node without it.</param>
    public bool Holds(string? value) => (value is not null && (Values.IsEmpty || Values.Contains(value))) != IsNot;

    /// <summary>Equality by content.</summary>
    public bool Equals(NodeTerm? other) =>
        other is not null && Label == other.Label && IsNot == other.IsNot && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        Values.Aggregate(HashCode.Combine(Label, IsNot), (hash, value) => HashCode.Combine(hash, value));
}
