using System.Buffers;
using System.Text;
using Rota.Core.Jobs.Shells;

namespace Rota.Core.Jobs.Templates;

/// <summary>Writes a value into a shell text so that the shell reads back exactly the value.</summary>
public static class ShellQuote
{
    // No '=' and no '~': in the first word of a command they would be an assignment or a home directory.
    private static readonly SearchValues<char> Safe = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+:,./-"
    );

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private static readonly SearchValues<char> SpecialInDouble = SearchValues.Create("\\\"$`");

    /// <summary>One word of a shell text, quoted where it needs to be.</summary>
    public static string Word(string value)
    {
        var text = new StringBuilder(value.Length + 2);
        AppendWord(text, value, always: false);
        return text.ToString();
    }

    /// <summary>Appends a value as its spot demands.</summary>
    internal static void Append(StringBuilder text, string value, Placeholder placeholder)
    {
        if (placeholder.ReadAgain is not null && !IsPlain(value))
        {
            // Checked for when the job is read, as far as values are known by then.
            text.Append(placeholder.Text);
            return;
        }

        var (spot, isTight) = (placeholder.Spot, placeholder.IsTight);
        switch (spot)
        {
            case ShellSpot.Bare:
                AppendWord(text, value, always: isTight);
                break;
            case ShellSpot.SingleQuoted:
                text.Append(value.Replace("'", "'\\''", StringComparison.Ordinal));
                break;
            case ShellSpot.DoubleQuoted:
                // Closing and reopening the quotes keeps "$x" from swallowing the first letters of the value.
                text.Append(isTight ? "\"\"" : "");
                AppendDoubleQuoted(text, value);
                break;
            case ShellSpot.Arithmetic:
                // What is no number is checked for when the job is read. Left as written it is an error of the shell's.
                text.Append(IsNumber(value) ? Number(value) : placeholder.Text);
                break;
            default:
                throw new InvalidOperationException($"a value cannot be quoted at a spot that is {spot}");
        }
    }

    /// <summary>
    /// Whether a value can stand in arithmetic: a shell evaluates names in it, and what their values hold.
    /// </summary>
    internal static bool IsNumber(string value)
    {
        var digits = value.AsSpan(value.StartsWith('-') ? 1 : 0);
        return digits.Length > 0 && char.IsAsciiDigit(digits[0]) && !digits.ContainsAnyExcept(NumberCharacters);
    }

    /// <summary>Whether a value is one word to every shell, however often it is read.</summary>
    internal static bool IsPlain(string value) => value.Length > 0 && !value.AsSpan().ContainsAnyExcept(Safe);

    private static string Number(string value) => value[0] == '-' ? $"({value})" : value;

    private static void AppendWord(StringBuilder text, string value, bool always)
    {
        if (!always && IsPlain(value))
        {
            text.Append(value);
            return;
        }

        text.Append('\'').Append(value.Replace("'", "'\\''", StringComparison.Ordinal)).Append('\'');
    }

    private static void AppendDoubleQuoted(StringBuilder text, string value)
    {
        var rest = value.AsSpan();
        while (rest.IndexOfAny(SpecialInDouble) is var special and >= 0)
        {
            text.Append(rest[..special]).Append('\\').Append(rest[special]);
            rest = rest[(special + 1)..];
        }

        text.Append(rest);
    }
}
