using System.Globalization;
using System.Text;

namespace Rota.Cli.Rendering;

/// <summary>
/// Columns that text takes on a terminal: two for wide characters (East Asian ones, pictures), none for marks that go
/// with the one before.
/// </summary>
internal static class Cells
{
    /// <summary>What stands for the end of a text that was cut.</summary>
    private const string More = "…";

    /// <summary>First and last of the wide ones of Unicode 15, rounded out to whole blocks.</summary>
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F),
        (0x231A, 0x231B),
        (0x2329, 0x232A),
        (0x23E9, 0x23EC),
        (0x23F0, 0x23F0),
        (0x23F3, 0x23F3),
        (0x25FD, 0x25FE),
        (0x2614, 0x2615),
        (0x2648, 0x2653),
        (0x267F, 0x267F),
        (0x2693, 0x2693),
        (0x26A1, 0x26A1),
        (0x26AA, 0x26AB),
        (0x26BD, 0x26BE),
        (0x26C4, 0x26C5),
        (0x26CE, 0x26CE),
        (0x26D4, 0x26D4),
        (0x26EA, 0x26EA),
        (0x26F2, 0x26F3),
        (0x26F5, 0x26F5),
        (0x26FA, 0x26FA),
        (0x26FD, 0x26FD),
        (0x2705, 0x2705),
        (0x270A, 0x270B),
        (0x2728, 0x2728),
        (0x274C, 0x274C),
        (0x274E, 0x274E),
        (0x2753, 0x2755),
        (0x2757, 0x2757),
        (0x2795, 0x2797),
        (0x27B0, 0x27B0),
        (0x27BF, 0x27BF),
        (0x2B1B, 0x2B1C),
        (0x2B50, 0x2B50),
        (0x2B55, 0x2B55),
        (0x2E80, 0x303E),
        (0x3041, 0xA4CF),
        (0xA960, 0xA97F),
        (0xAC00, 0xD7A3),
        (0xF900, 0xFAFF),
        (0xFE10, 0xFE19),
        (0xFE30, 0xFE6F),
        (0xFF01, 0xFF60),
        (0xFFE0, 0xFFE6),
        (0x16FE0, 0x1B2FF),
        (0x1F004, 0x1F004),
        (0x1F0CF, 0x1F0CF),
        (0x1F18E, 0x1F18E),
        (0x1F191, 0x1F19A),
        (0x1F200, 0x1F64F),
        (0x1F680, 0x1F6FF),
        (0x1F7E0, 0x1F7EB),
        (0x1F90C, 0x1F9FF),
        (0x1FA70, 0x1FAFF),
        (0x20000, 0x3FFFD),
    ];

    /// <summary>Columns of a text.</summary>
    public static int Of(string text)
    {
        var columns = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            columns += Of(rune);
        }

        return columns;
    }

    /// <summary>The text if it fits, else its beginning: for words, never for numbers.</summary>
    public static string Cut(string text, int columns)
    {
        if (Of(text) <= columns)
        {
            return text;
        }

        var kept = new StringBuilder();
        var left = columns - More.Length;
        foreach (var rune in text.EnumerateRunes())
        {
            if ((left -= Of(rune)) < 0)
            {
                break;
            }

            kept.Append(rune);
        }

        return columns < More.Length ? "" : kept + More;
    }

    /// <summary>The text with spaces up to a number of columns.</summary>
    public static string Fill(string text, int columns, bool isRight)
    {
        var space = new string(' ', Math.Max(0, columns - Of(text)));
        return isRight ? space + text : text + space;
    }

    private static int Of(Rune rune)
    {
        if (rune.IsAscii)
        {
            return 1;
        }

        var value = rune.Value;
        return Array.Exists(Wide, range => value >= range.First && value <= range.Last) ? 2
            : Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.NonSpacingMark
                    or UnicodeCategory.EnclosingMark
                    or UnicodeCategory.Format
                ? 0
            : 1;
    }
}
