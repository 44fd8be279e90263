using System.Collections.Immutable;
using System.Globalization;
using Rota.Core.Bytes;

namespace Rota.Core.Results;

/// <summary>
/// Lines such as <c>progress=0.4 loss=1.3</c>, by which a task says how far it is. Of a name the last value counts.
/// </summary>
public static class ProgressLines
{
    /// <summary>So much of the end of a file is looked at, and at most so much kept.</summary>
    public const int BytesMax = 4 << 10;

    private static readonly char[] Blanks = [' ', '\t', '\r'];

    /// <summary>
    /// The lines that still say something: the last one, and those with the last value of a name. Null for none.
    /// </summary>
    /// <param name="end">The end of the file, at most <see cref="BytesMax"/>.</param>
    /// <param name="isCut">Whether something stands before it, so that it may begin in the middle of a line.</param>
    public static string? Kept(ReadOnlySpan<byte> end, bool isCut)
    {
        var text = ByteText.Of(end).Replace('\0', ' ');
        if (isCut)
        {
            var whole = text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var line ? line : text.IndexOf(' ');
            text = text[(whole + 1)..];
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var kept = new Stack<string>();
        foreach (var line in Lines(text).Reverse())
        {
            var isNews = Pairs(line).Aggregate(false, (isAny, pair) => names.Add(pair.Name) || isAny);
            if (isNews || kept.Count == 0)
            {
                kept.Push(line);
            }
        }

        return kept.Count == 0 ? null : string.Join('\n', kept);
    }

    /// <summary>The last line, as lists show it.</summary>
    public static string? Last(string? kept) => kept is null ? null : kept[(kept.LastIndexOf('\n') + 1)..];

    /// <summary>The last number of each name, by name; one whose last value is no number has none.</summary>
    public static ImmutableSortedDictionary<string, double> Numbers(string? kept)
    {
        var numbers = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in Lines(kept ?? "").SelectMany(Pairs))
        {
            if (
                double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number)
            )
            {
                numbers[name] = number;
            }
            else
            {
                numbers.Remove(name);
            }
        }

        return numbers.ToImmutable();
    }

    private static string[] Lines(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<(string Name, string Value)> Pairs(string line) =>
        from word in line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries)
        let mark = word.IndexOf('=', StringComparison.Ordinal)
        where mark > 0
        select (word[..mark], word[(mark + 1)..]);
}
