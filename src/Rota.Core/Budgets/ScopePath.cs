namespace Rota.Core.Budgets;

/// <summary>
/// Where a scope of budgets stands in the tree: <c>/eu-west/risk</c>. What a scope holds it may hand down to those
/// below it; <c>/</c> is the scope of whoever names none.
/// </summary>
public readonly record struct ScopePath : IComparable<ScopePath>
{
    /// <summary>What to write, for a message.</summary>
    public const string Form =
        "write it as /team or /region/team: at most 8 parts of letters, digits, - _ and ., of 63 at most";

    /// <summary>The scope that all others are below.</summary>
    public static readonly ScopePath Root;

    private const int PartsMax = 8;
    private const int PartMax = 63;

    private readonly string? text;

    private ScopePath(string text) => this.text = text;

    /// <summary>Its text, from the root: <c>/eu-west/risk</c>.</summary>
    public string Text => text ?? "/";

    /// <summary>The scope above it; null for the root.</summary>
    public ScopePath? Parent =>
        Text.Length == 1 ? null
        : Text.LastIndexOf('/') is > 0 and var at ? new(Text[..at])
        : Root;

    /// <summary>How many scopes are above it.</summary>
    public int Depth => Text.Length == 1 ? 0 : Text.Count(letter => letter == '/');

    /// <summary>Its own part of the path; <c>/</c> for the root.</summary>
    public string Name => Text.Length == 1 ? Text : Text[(Text.LastIndexOf('/') + 1)..];

    /// <summary>The scope itself, then those above it up to the root.</summary>
    public IEnumerable<ScopePath> Upwards
    {
        get
        {
            for (ScopePath? at = this; at is { } scope; at = scope.Parent)
            {
                yield return scope;
            }
        }
    }

    /// <summary>Reads a path; null where the text is none. See <see cref="Form"/>.</summary>
    public static ScopePath? Parse(string text)
    {
        if (text == Root.Text)
        {
            return Root;
        }

        return
            text.StartsWith('/')
            && text[1..].Split('/') is { Length: <= PartsMax } parts
            && Array.TrueForAll(parts, IsPart)
            ? new ScopePath(text)
            : null;
    }

    /// <summary>Whether it is another scope or below it.</summary>
    public bool IsWithin(ScopePath other) =>
        other == Root
        || Text.StartsWith(other.Text, StringComparison.Ordinal)
            && (Text.Length == other.Text.Length || Text[other.Text.Length] == '/');

    /// <summary>In the order of a tree that is printed: each scope before those below it.</summary>
    public int CompareTo(ScopePath other)
    {
        // The root is before all: its one letter would be a part.
        var (left, right) = (Text.Length == 1 ? "" : Text, other.Text.Length == 1 ? "" : other.Text);
        for (var at = 0; at < Math.Min(left.Length, right.Length); at++)
        {
            if (left[at] != right[at])
            {
                return left[at] == '/' ? -1
                    : right[at] == '/' ? 1
                    : left[at] - right[at];
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static bool IsPart(string part) =>
        part.Length is > 0 and <= PartMax
        && part.Any(char.IsAsciiLetterOrDigit)
        && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
