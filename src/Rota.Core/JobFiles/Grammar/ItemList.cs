using System.Collections.Immutable;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Problems;

namespace Rota.Core.JobFiles.Grammar;

/// <summary>
/// Lists of inputs as texts, one task an item. Items are lines; or they end with zero bytes, as <c>find -print0</c>
/// writes them, and then hold whatever a name can hold.
/// </summary>
public static class ItemList
{
    /// <summary>
    /// The lines that are not empty, without their ends: a newline, or both characters of a DOS newline.
    /// </summary>
    /// <param name="text">The list; it may begin with a byte order mark.</param>
    /// <param name="most">So many are kept.</param>
    /// <param name="count">How many there are.</param>
    public static ImmutableArray<string> Lines(string text, int most, out int count)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        count = 0;
        var rest = text.AsSpan(text is ['\uFEFF', ..] ? 1 : 0);
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf('\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            line = end >= 0 && line is [.., '\r'] ? line[..^1] : line;
            if (!line.IsEmpty && ++count <= most)
            {
                lines.Add(line.ToString());
            }
        }

        return lines.DrainToImmutable();
    }

    /// <summary>The items that end with zero bytes, byte for byte, also empty ones.</summary>
    /// <param name="text">The list; its last item need not be ended.</param>
    /// <param name="most">So many are kept.</param>
    /// <param name="count">How many there are.</param>
    public static ImmutableArray<string> Ended(string text, int most, out int count)
    {
        var items = ImmutableArray.CreateBuilder<string>();
        count = 0;
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf('\0');
            if (++count <= most)
            {
                items.Add((end < 0 ? rest : rest[..end]).ToString());
            }

            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return items.DrainToImmutable();
    }

    /// <summary>
    /// The first zero byte of a list or table as a problem, or null. No value can hold one: who reads it as the end of
    /// a text would cut the value off.
    /// </summary>
    /// <param name="text">What was read.</param>
    /// <param name="file">How the user named it.</param>
    /// <param name="hint">What to do.</param>
    public static Problem? Nul(string text, string file, string hint)
    {
        if (text.IndexOf('\0', StringComparison.Ordinal) is not (>= 0 and var at))
        {
            return null;
        }

        var place = DocumentText.PlaceOf(text, at);
        return new(file, place.Line, place.Column, "a NUL byte, which no argument, path or variable can hold", hint);
    }
}
