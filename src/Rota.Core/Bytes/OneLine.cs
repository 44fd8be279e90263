using System.Globalization;
using System.Text;

namespace Rota.Core.Bytes;

/// <summary>Makes foreign text safe to print: it must not move the cursor or turn the text round.</summary>
public static class OneLine
{
    /// <summary>
    /// One line: control and direction characters are shown as their code, bytes that are no UTF-8 as <c>\xe9</c>.
    /// </summary>
    public static string Of(string text)
    {
        var shown = ByteText.Visible(text);
        if (!shown.Any(IsUnsafe))
        {
            return shown;
        }

        var safe = new StringBuilder(shown.Length);
        foreach (var character in shown)
        {
            if (IsUnsafe(character))
            {
                safe.Append(
                    character switch
                    {
                        '\t' => " ",
                        '\n' => "⏎",
                        _ => $"\\u{(int)character:x4}",
                    }
                );
            }
            else
            {
                safe.Append(character);
            }
        }

        return safe.ToString();
    }

    private static bool IsUnsafe(char character) =>
        char.IsControl(character)
        || char.GetUnicodeCategory(character) == UnicodeCategory.Format
        || character is '\u2028' or '\u2029';
}
