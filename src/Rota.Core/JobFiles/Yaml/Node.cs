using System.Collections.Immutable;
using Rota.Core.Bytes;
using Rota.Core.Problems;

namespace Rota.Core.JobFiles.Yaml;

/// <summary>
/// A part of a YAML document that knows its place. Aliases are resolved: a node may occur more than once.
/// </summary>
internal abstract class Node(Place at)
{
    /// <summary>Where it begins.</summary>
    public Place At { get; } = at;

    /// <summary>Nodes below it and itself, with every alias written out.</summary>
    public abstract int Weight { get; }

    /// <summary>Levels of lists and mappings below it, its own included.</summary>
    public abstract int Height { get; }

    /// <summary>What it is, in words.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether there is nothing: <c>key:</c> or <c>key: null</c>.</summary>
    public virtual bool IsNull => false;
}

/// <summary>A text. Plain ones, without quotes, may also be read as a number or a boolean.</summary>
internal sealed class ScalarNode(Place at, string text, bool isPlain) : Node(at)
{
    /// <summary>The text, without quotes and escapes.</summary>
    public string Text { get; } = text;

    /// <summary>Whether it was written without quotes.</summary>
    public bool IsPlain { get; } = isPlain;

    /// <inheritdoc/>
    public override int Weight => 1;

    /// <inheritdoc/>
    public override int Height => 0;

    /// <inheritdoc/>
    public override string Kind =>
        IsNull ? "nothing" : $"\"{(Text.Length > 60 ? ByteText.Head(Text, 60) + "…" : Text)}\"";

    /// <inheritdoc/>
    public override bool IsNull => IsPlain && (Text is "" or "~" or "null" or "Null" or "NULL");
}

/// <summary>A list.</summary>
internal sealed class SequenceNode(Place at, ImmutableArray<Node> items, int weight, int height) : Node(at)
{
    /// <summary>The items, in order.</summary>
    public ImmutableArray<Node> Items { get; } = items;

    /// <inheritdoc/>
    public override int Weight => weight;

    /// <inheritdoc/>
    public override int Height => height;

    /// <inheritdoc/>
    public override string Kind => "a list";
}

/// <summary>A mapping. Its keys are texts, each once.</summary>
internal sealed class MappingNode(
    Place at,
    ImmutableArray<(ScalarNode Key, Node Value)> entries,
    int weight,
    int height
) : Node(at)
{
    /// <summary>The entries, in order.</summary>
    public ImmutableArray<(ScalarNode Key, Node Value)> Entries { get; } = entries;

    /// <inheritdoc/>
    public override int Weight => weight;

    /// <inheritdoc/>
    public override int Height => height;

    /// <inheritdoc/>
    public override string Kind => "a mapping";

    /// <summary>The value of a key, or null.</summary>
    public Node? Find(string key)
    {
        foreach (var (candidate, value) in Entries)
        {
            if (candidate.Text == key)
            {
                return value;
            }
        }

        return null;
    }
}
