using System.Buffers;
using System.Text;
using Rota.Core.Bytes;
using Rota.Core.Problems;

namespace Rota.Core.JobFiles.Yaml;

/// <summary>Documents are Unicode, by the standards of YAML and JSON. What is not is refused, with its place.</summary>
internal static class DocumentText
{
    private const char Mark = '\uFEFF';

    /// <summary>The text behind a byte order mark; null after noting a byte that is no UTF-8.</summary>
    public static string? Of(string text, ProblemList problems)
    {
        if (ByteText.FindAlien(text) is not { } alien)
        {
            return text is [Mark, ..] ? text[1..] : text;
        }

        problems.Add(
            PlaceOf(text, alien),
            $"the byte {ByteText.Visible(text[alien].ToString())} is no UTF-8, as all of this file must be",
            "convert it (iconv -f LATIN1 -t UTF-8 FILE); values that are other bytes come from each_file, each_line "
                + "or from_csv"
        );
        return null;
    }

    /// <summary>Whether a text that was written with escapes has no half of a surrogate pair.</summary>
    public static bool IsUnicode(string text)
    {
        var rest = text.AsSpan();
        while (rest.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var at)
        {
            if (Rune.DecodeFromUtf16(rest[at..], out _, out var length) != OperationStatus.Done)
            {
                return false;
            }

            rest = rest[(at + length)..];
        }

        return true;
    }

    /// <summary>The line and the column of a character.</summary>
    public static Place PlaceOf(string text, int at) =>
        new(text.AsSpan(0, at).Count('\n') + 1, at - text.AsSpan(0, at).LastIndexOf('\n'));
}
