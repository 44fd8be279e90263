using System.Text;

namespace Rota.Store.Postgres.Sessions;

/// <summary>
/// Texts of any bytes in columns that hold UTF-8 without a zero: what PostgreSQL would refuse stands as a mark, which
/// is no character, and a letter that says which. A text without such is stored as it is, for people to read.
/// </summary>
internal static class PostgresText
{
    private const char Mark = '\uFDD0';
    private const char Letters = '\u0100';

    /// <summary>The stored form.</summary>
    public static string Stored(string text)
    {
        if (!text.Any(NeedsMark) || !HasAlien(text))
        {
            return text;
        }

        var stored = new StringBuilder(text.Length + 8);
        for (var at = 0; at < text.Length; at++)
        {
            if (IsAlien(text, at))
            {
                stored.Append(Mark).Append(text[at] == Mark ? Mark : (char)(Letters + (text[at] & 0xFF)));
            }
            else
            {
                stored.Append(text[at]);
            }
        }

        return stored.ToString();
    }

    /// <summary>The text of a stored form.</summary>
    public static string Of(string stored)
    {
        if (!stored.Contains(Mark, StringComparison.Ordinal))
        {
            return stored;
        }

        var text = new StringBuilder(stored.Length);
        for (var at = 0; at < stored.Length; at++)
        {
            text.Append(stored[at] == Mark && at + 1 < stored.Length ? Original(stored[++at]) : stored[at]);
        }

        return text.ToString();
    }

    private static char Original(char letter) =>
        letter switch
        {
            Mark => Mark,
            Letters => '\0',
            _ => (char)(0xDC00 + letter - Letters),
        };

    private static bool NeedsMark(char letter) => letter is '\0' or Mark || char.IsSurrogate(letter);

    private static bool HasAlien(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (IsAlien(text, at))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAlien(string text, int at) =>
        text[at] is '\0' or Mark || (char.IsLowSurrogate(text[at]) && (at == 0 || !char.IsHighSurrogate(text[at - 1])));
}
