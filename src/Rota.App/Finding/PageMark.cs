using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Rota.App.Problems;

namespace Rota.App.Finding;

/// <summary>
/// Ties where a page ends to the filter that it is of: with another one, rows would be left out unseen.
/// </summary>
internal static class PageMark
{
    private const char Sign = '~';

    /// <summary>The place of a page of a filter.</summary>
    public static string Bind(string place, string filter) =>
        filter.Length == 0 ? place : $"{place}{Sign}{MarkOf(filter)}";

    /// <summary>The place in a list, of what <see cref="Bind"/> gave.</summary>
    /// <exception cref="ProblemException">It is of another filter.</exception>
    public static string Read(string text, string filter)
    {
        var end = text.LastIndexOf(Sign);
        var (place, mark) = end < 0 ? (text, "") : (text[..end], text[(end + 1)..]);
        return mark == (filter.Length == 0 ? "" : MarkOf(filter))
            ? place
            : throw new ProblemException(
                ProblemCodes.Usage,
                $"--after {text}: that place is in the list of another filter",
                "take it from the end of the page before, with the same filter and order"
            );
    }

    private static string MarkOf(string filter) =>
        XxHash32.HashToUInt32(MemoryMarshal.AsBytes(filter.AsSpan())).ToString("x8", CultureInfo.InvariantCulture);
}
