using System.Buffers;
using System.Globalization;
using System.Text;
using Rota.Core.Bytes;

namespace Rota.Instruments.Logs;

/// <summary>
/// Keeps a text on its line: what would end the line, move a cursor or turn the text round is shown as its code, and so
/// is a byte that is no UTF-8.
/// </summary>
internal static class SafeText
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
    );

    public static void Append(StringBuilder line, string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain))
        {
            line.Append(text);
            return;
        }

        foreach (var rune in ByteText.Visible(text).EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '\n':
                    line.Append("\\n");
                    break;
                case '\r':
                    line.Append("\\r");
                    break;
                case '\t':
                    line.Append("\\t");
                    break;
                default:
                    _ = IsUnsafe(rune) ? line.Append($"\\u{rune.Value:x4}") : line.Append(rune.ToString());
                    break;
            }
        }
    }

    private static bool IsUnsafe(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
