using System.Globalization;
using System.Net;
using System.Text;
using Rota.Core.Bytes;

namespace Rota.App.Markup;

/// <summary>Makes text from outside fit for a page: names and stderr lines are written by strangers.</summary>
/// <remarks>
/// Escaping alone does not stop a name from lying: a right-to-left override shows <c>gpj.exe</c> as <c>exe.jpg</c>; a
/// zero-width space makes two names look the same. Such characters become visible. Use in element content, and in
/// attributes only between double quotes.
/// </remarks>
internal static class SafeText
{
    /// <summary>The text, cut to a length, made visible and HTML-escaped.</summary>
    public static string Escape(string? text, int lengthMax = 200) =>
        WebUtility.HtmlEncode(Visible(text ?? "", lengthMax));

    /// <summary>As <see cref="Escape"/>, isolated so that right-to-left text cannot reorder its neighbours.</summary>
    public static string Isolate(string? text, int lengthMax = 200) => $"<bdi>{Escape(text, lengthMax)}</bdi>";

    /// <summary>As <see cref="Isolate"/>, with the line breaks of a text of several lines.</summary>
    public static string Lines(string text, int lengthMax) =>
        string.Join('\n', text.Split('\n').Select(line => Isolate(line, lengthMax)));

    private static string Visible(string text, int lengthMax)
    {
        var visible = new StringBuilder(Math.Min(text.Length, lengthMax) + 8);
        var length = 0;
        foreach (var rune in ByteText.Visible(text).EnumerateRunes())
        {
            if (++length > lengthMax)
            {
                visible.Append('…');
                break;
            }

            Append(visible, rune);
        }

        return visible.ToString();
    }

    private static void Append(StringBuilder visible, Rune rune)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.Control when rune.Value < 0x20:
                visible.Append((char)(0x2400 + rune.Value));
                break;
            case UnicodeCategory.Control
            or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned:
                visible.Append($"‹U+{rune.Value:X4}›");
                break;
            default:
                visible.Append(rune.ToString());
                break;
        }
    }
}
