using System.Globalization;
using System.Text;

namespace Rota.Cli.Output;

/// <summary>Makes foreign text safe to print: it must not move the cursor or turn the text round.</summary>
internal static class Plain
{
    /// <summary>One line: control and direction characters are shown as their code.</summary>
    public static string Line(string text)
    {
        if (!text.Any(IsUnsafe))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length);
        foreach (var character in text)
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
