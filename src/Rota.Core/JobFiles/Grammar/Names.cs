using Rota.Core.Bytes;
using Rota.Core.JobFiles.Notation;

namespace Rota.Core.JobFiles.Grammar;

/// <summary>The syntax of names.</summary>
internal static class Names
{
    /// <summary>What a name looks like, for a message.</summary>
    public const string Form = "use letters, digits, - and _, beginning with a letter or _";

    /// <summary>
    /// Whether a text can name a task, a queue, a parameter. No dots: they separate the parts of an address such as
    /// 42.train.3.
    /// </summary>
    public static bool IsName(string text) => IsWord(text, "_-");

    /// <summary>Whether a text can name an environment variable.</summary>
    public static bool IsVariable(string text) => IsWord(text, "_");

    /// <summary>Whether a text can be shown in one line.</summary>
    public static bool IsPrintable(string text) =>
        text.Length is > 0 and <= JobFileLimits.NameLength
        && !text.Any(char.IsControl)
        && ByteText.IsUtf8(text)
        && !string.IsNullOrWhiteSpace(text);

    private static bool IsWord(string text, string more) =>
        text.Length is > 0 and <= JobFileLimits.NameLength
        && !char.IsAsciiDigit(text[0])
        && text[0] != '-'
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || more.Contains(letter));
}
