using System.Collections.Immutable;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Problems;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Rota.Core.JobFiles.Yaml;

/// <summary>
/// Builds the tree of a document from the parser's events. Every limit is checked before the node it concerns is built,
/// so a hostile document is refused early: its depth is bounded, hence the recursion here, and an alias costs what it
/// stands for.
/// </summary>
internal sealed class YamlTree
{
    private const string TextTag = "tag:yaml.org,2002:str";

    private static readonly ImmutableArray<string> CoreTags =
    [
        TextTag,
        .. new[] { "seq", "map", "int", "float", "bool", "null" }.Select(name => "tag:yaml.org,2002:" + name),
    ];

    private readonly YamlEvents events;
    private readonly Dictionary<string, Node> anchors = new(StringComparer.Ordinal);
    private readonly KeyTexts keyTexts = new();
    private int nodes;

    private YamlTree(string text) => events = new(text);

    /// <summary>Reads the only document of a text, or notes why it cannot be read.</summary>
    public static Node? Read(string text, ProblemList problems)
    {
        if (text.Length > JobFileLimits.Characters)
        {
            problems.Add(
                Place.Start,
                $"the file has {text.Length:N0} characters, the limit is {JobFileLimits.Characters:N0}",
                "use an array, a matrix or each_line in place of many entries"
            );
            return null;
        }

        if (DocumentText.Of(text, problems) is not { } document)
        {
            return null;
        }

        if (ControlCharacters.Find(document) is { } at)
        {
            problems.Add(at, "the file has a control character that YAML does not allow", "is this a text file?");
            return null;
        }

        try
        {
            return new YamlTree(document).Document();
        }
        catch (YamlRefusedException refusal)
        {
            problems.Add(refusal.At, refusal.Message, refusal.Hint);
        }
        catch (YamlException error)
        {
            problems.Add(
                YamlEvents.PlaceOf(error.Start),
                "this is not YAML: " + Sentence(error.Message),
                error.Message.Contains("scanning a tag", StringComparison.Ordinal)
                    ? "a text that begins with ! stands in quotes"
                    : null
            );
        }

        return null;
    }

    private Node Document()
    {
        events.Next<StreamStart>();
        if (events.Current is StreamEnd)
        {
            throw new YamlRefusedException(Place.Start, "the file is empty", "a job file needs at least the key tasks");
        }

        events.Next<DocumentStart>();
        var root = Build(0);
        events.Next<DocumentEnd>();
        return events.Current is StreamEnd
            ? root
            : throw new YamlRefusedException(
                events.Here,
                "a second document begins here",
                "write each job into its own file"
            );
    }

    private Node Build(int depth)
    {
        var at = events.Here;
        switch (events.Current)
        {
            case AnchorAlias alias:
                events.Move();
                return Resolve(alias, at, depth);
            case Scalar scalar:
                Count(1, at);
                CheckTag(scalar, at);
                if (!DocumentText.IsUnicode(scalar.Value))
                {
                    throw new YamlRefusedException(
                        at,
                        "this text has half of a surrogate pair, which is no character",
                        "repair its \\u escapes"
                    );
                }

                events.Move();
                return Anchored(
                    scalar,
                    new ScalarNode(
                        at,
                        scalar.Value,
                        scalar
                            is {
                                Style: ScalarStyle.Plain,
                                Tag: { IsEmpty: true } or { IsNonSpecific: false, Value: not TextTag }
                            }
                    )
                );
            case SequenceStart start:
                Enter(start, at, depth);
                return Anchored(start, Sequence(at, depth));
            case MappingStart start:
                Enter(start, at, depth);
                return Anchored(start, Mapping(at, depth));
            default:
                throw new YamlRefusedException(at, "a value is missing here");
        }
    }

    private SequenceNode Sequence(Place at, int depth)
    {
        var items = ImmutableArray.CreateBuilder<Node>();
        int weight = 1,
            height = 0;
        while (events.Current is not SequenceEnd)
        {
            if (items.Count == JobFileLimits.Entries)
            {
                throw new YamlRefusedException(
                    events.Here,
                    $"this list has more than {JobFileLimits.Entries:N0} items",
                    "use an array, a matrix or each_line in place of many entries"
                );
            }

            var item = Build(depth + 1);
            weight += item.Weight;
            height = Math.Max(height, item.Height);
            items.Add(item);
        }

        events.Move();
        return new(at, items.DrainToImmutable(), weight, height + 1);
    }

    private MappingNode Mapping(Place at, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<(ScalarNode, Node)>();
        var keys = new DistinctKeys();
        int weight = 1,
            height = 0;
        while (events.Current is not MappingEnd)
        {
            var key = Key(depth);
            if (!keys.Add(key.Text))
            {
                throw new YamlRefusedException(
                    key.At,
                    $"the key \"{key.Text}\" occurs twice in this mapping",
                    "keep one of the two"
                );
            }

            if (keys.Count > JobFileLimits.Keys)
            {
                throw new YamlRefusedException(key.At, $"this mapping has more than {JobFileLimits.Keys:N0} keys");
            }

            var value = Build(depth + 1);
            weight += value.Weight + 1;
            height = Math.Max(height, value.Height);
            entries.Add((key, value));
        }

        events.Move();
        return new(at, entries.DrainToImmutable(), weight, height + 1);
    }

    private ScalarNode Key(int depth)
    {
        var at = events.Here;
        if (Build(depth + 1) is not ScalarNode key)
        {
            throw new YamlRefusedException(at, "a key must be a text", "quote it if it begins with [ or {");
        }

        if (key is { Text: "<<", IsPlain: true })
        {
            throw new YamlRefusedException(
                at,
                "merge keys (<<) are not supported",
                "put what all tasks share under defaults, or repeat a whole value with an alias"
            );
        }

        return key.Text.Length <= JobFileLimits.NameLength
            ? new(key.At, keyTexts.Share(key.Text), key.IsPlain)
            : throw new YamlRefusedException(
                at,
                $"this key has {key.Text.Length} characters, the limit is {JobFileLimits.NameLength}"
            );
    }

    private Node Resolve(AnchorAlias alias, Place at, int depth)
    {
        // An anchor is known once its node is complete, so a node that holds its own alias ends here, too.
        if (!anchors.TryGetValue(alias.Value.Value, out var node))
        {
            throw new YamlRefusedException(
                at,
                $"the alias *{alias.Value.Value} stands for nothing that is complete before it",
                $"define &{alias.Value.Value} above, and outside of itself"
            );
        }

        Count(node.Weight, at);
        return depth + node.Height <= JobFileLimits.Depth ? node : throw TooDeep(at);
    }

    private Node Anchored(NodeEvent start, Node node)
    {
        if (!start.Anchor.IsEmpty)
        {
            anchors[start.Anchor.Value] = node;
        }

        return node;
    }

    private void Enter(NodeEvent start, Place at, int depth)
    {
        Count(1, at);
        CheckTag(start, at);
        if (depth >= JobFileLimits.Depth)
        {
            throw TooDeep(at);
        }

        events.Move();
    }

    private void Count(int weight, Place at)
    {
        // Both are at most the limit, so the sum cannot overflow.
        nodes += weight;
        if (nodes > JobFileLimits.Nodes)
        {
            throw new YamlRefusedException(
                at,
                $"the document has more than {JobFileLimits.Nodes:N0} values, aliases written out",
                "use an array, a matrix or each_line in place of many entries"
            );
        }
    }

    private static void CheckTag(NodeEvent node, Place at)
    {
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific && !CoreTags.Contains(node.Tag.Value))
        {
            throw new YamlRefusedException(
                at,
                $"the tag {node.Tag.Value} is not supported",
                node is Scalar { Value: "" }
                    ? $"a text that begins with ! stands in quotes: \"{node.Tag.Value}\""
                    : "remove it"
            );
        }
    }

    private static YamlRefusedException TooDeep(Place at) =>
        new(at, $"lists and mappings are more than {JobFileLimits.Depth} levels deep here");

    private static string Sentence(string message) =>
        message.Length > 0 ? char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.') : message;
}
