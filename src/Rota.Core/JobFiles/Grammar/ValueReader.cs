using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Rota.Core.JobFiles.Notation;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Problems;

namespace Rota.Core.JobFiles.Grammar;

/// <summary>Reads single values; a value that is none is noted as a problem and read as null.</summary>
internal sealed class ValueReader(ProblemList problems)
{
    /// <summary>A text. Numbers and booleans are texts, too, as they were written.</summary>
    public string? Text(Node node, string what)
    {
        if (node is not ScalarNode scalar || scalar.IsNull)
        {
            return Refuse<string>(node, $"{what} must be a text, not {node.Kind}");
        }

        if (scalar.Text.Contains('\0'))
        {
            return Refuse<string>(node, $"{what} holds a NUL character, which no argument, path or variable can hold");
        }

        return Encoding.UTF8.GetByteCount(scalar.Text) <= JobFileLimits.ArgumentBytes
            ? scalar.Text
            : Refuse<string>(
                node,
                $"{what} is longer than {JobFileLimits.ArgumentBytes:N0} bytes, the most Linux passes to a process",
                "put it into a file"
            );
    }

    /// <summary>A whole number within bounds.</summary>
    public int? Whole(Node node, string what, int min, int max) =>
        node is ScalarNode { IsPlain: true } scalar
        && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= min
        && number <= max
            ? number
            : Refuse<int?>(
                node,
                $"{what} must be a whole number from {min} to {max}, not {node.Kind}",
                QuoteHint(node)
            );

    /// <summary>Whether a boolean is there and true.</summary>
    public bool IsTrue(Node? node, string what) => node is not null && Boolean(node, what) == true;

    /// <summary>A boolean.</summary>
    public bool? Boolean(Node node, string what) =>
        node switch
        {
            ScalarNode { IsPlain: true, Text: "true" or "True" or "TRUE" } => true,
            ScalarNode { IsPlain: true, Text: "false" or "False" or "FALSE" } => false,
            _ => Refuse<bool?>(node, $"{what} must be true or false, not {node.Kind}", QuoteHint(node)),
        };

    /// <summary>A duration.</summary>
    public TimeSpan? Duration(Node node, string what, bool canBeZero = true) =>
        node is ScalarNode scalar
        && Notation.Duration.TryParse(scalar.Text, out var duration)
        && (canBeZero || duration > TimeSpan.Zero)
            ? duration
            : Refuse<TimeSpan?>(
                node,
                $"{what} must be a duration{(canBeZero ? "" : " above zero")}, not {node.Kind}",
                Notation.Duration.Form
            );

    /// <summary>A size of memory, at least one byte.</summary>
    public long? Bytes(Node node, string what) =>
        node is ScalarNode scalar && ByteSize.TryParse(scalar.Text, out var bytes) && bytes > 0
            ? bytes
            : Refuse<long?>(node, $"{what} must be a size of memory, not {node.Kind}", ByteSize.Form);

    /// <summary>One of a few words.</summary>
    public int? Word(Node node, string what, ImmutableArray<string> words)
    {
        var position = node is ScalarNode scalar ? words.IndexOf(scalar.Text) : -1;
        return position >= 0
            ? position
            : Refuse<int?>(
                node,
                $"{what} must be {Either(words)}, not {node.Kind}",
                node is ScalarNode { IsNull: false } typed && Nearest.Of(typed.Text, words) is { } nearest
                    ? $"did you mean {nearest}?"
                    : null
            );
    }

    /// <summary>A name.</summary>
    public string? Name(Node node, string what) =>
        Text(node, what) is not { } text ? null
        : Names.IsName(text) ? text
        : Refuse<string>(node, $"{what} cannot be {node.Kind}", Names.Form);

    /// <summary>The items of a list; a single value counts as a list of one.</summary>
    public static ImmutableArray<Node> Items(Node node) => node is SequenceNode sequence ? sequence.Items : [node];

    /// <summary>Texts: a list of them, or a single one.</summary>
    public ImmutableArray<string> Texts(Node node, string what) =>
        [.. Items(node).Select(item => Text(item, what)).Where(text => text is not null).Select(text => text!)];

    /// <summary>Notes a problem and gives nothing.</summary>
    public T? Refuse<T>(Node node, string message, string? hint = null)
    {
        problems.Add(node.At, message, hint);
        return default;
    }

    private static string? QuoteHint(Node node) => node is ScalarNode { IsPlain: false } ? "remove the quotes" : null;

    private static string Either(ImmutableArray<string> words) => $"{string.Join(", ", words[..^1])} or {words[^1]}";
}
