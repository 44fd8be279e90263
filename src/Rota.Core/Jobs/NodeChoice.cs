using System.Collections.Immutable;
using Rota.Core.Placement.Strategies;

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

    /// <summary>By what one is chosen of those that have room.</summary>
    public Strategy Strategy { get; init; }

    /// <summary>Equality by content.</summary>
    public bool Equals(NodeChoice? other) =>
        other is not null
        && Strategy == other.Strategy
        && Requires.SequenceEqual(other.Requires)
        && Prefers.SequenceEqual(other.Prefers);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        Requires
            .Concat(Prefers)
            .Aggregate(HashCode.Combine(Strategy, Requires.Length), (hash, term) => HashCode.Combine(hash, term));
}

/// <summary>What must be true of a label of a node.</summary>
/// <param name="Label">The label; <c>node</c> is its name, <c>zone</c> its zone.</param>
/// <param name="Values">The values that it may have; none for any at all.</param>
/// <param name="IsNot">Whether the opposite must be true: none of them, or no such label.</param>
public sealed record NodeTerm(string Label, ImmutableArray<string> Values, bool IsNot = false)
{
    private const int LengthMax = 63;

    /// <summary>What a label looks like, for a message.</summary>
    public const string Form = "a label is of 63 letters, digits, - _ . / at most, and begins with a letter or digit";

    /// <summary>What the value of a label looks like, for a message.</summary>
    public const string ValueForm = "a value is of 63 printable characters at most, without commas and a ! in front";

    /// <summary>Whether a text can be a label.</summary>
    public static bool IsLabel(string text) =>
        text.Length is > 0 and <= LengthMax
        && char.IsAsciiLetterOrDigit(text[0])
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/');

    /// <summary>Whether a text can be the value of a label: as options of the command line can name it.</summary>
    public static bool IsValue(string text) =>
        text.Length is > 0 and <= LengthMax
        && text[0] != '!'
        && !text.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter) || letter == ',')
        && text.AsSpan().Trim().Length == text.Length;

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
