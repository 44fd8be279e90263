using System.Text.RegularExpressions;

namespace Rota.Core.Jobs.Shells;

/// <summary>
/// Words of a shell text behind which a value is arithmetic though it is quoted: bash, ksh and zsh evaluate names in it,
/// and the subscripts of these names, where a <c>$(...)</c> runs.
/// </summary>
internal static partial class ShellArithmetic
{
    /// <summary>Whether the word that begins here has the rest of its command evaluated.</summary>
    public static bool IsLet(string text, int at) => Let().IsMatch(text, at);

    /// <summary>
    /// Whether the word that begins here has all evaluated that is given to its variables, from now on.
    /// </summary>
    public static bool IsInteger(string text, int at) => Integer().IsMatch(text, at);

    /// <summary>
    /// Whether a <c>[[</c> begins here that compares numbers, or asks whether an element of an array is set.
    /// </summary>
    public static bool IsComparison(string text, int at) => Comparison().IsMatch(text, at);

    /// <summary>
    /// The position within the brackets where a word that begins here has a subscript; null for any other.
    /// </summary>
    /// <param name="text">The shell text.</param>
    /// <param name="at">Where the word begins.</param>
    /// <param name="isInList">Whether it may be in the list of an array: <c>a=([1]=x)</c>.</param>
    public static int? SubscriptAt(string text, int at, bool isInList) =>
        Subscript().Match(text, at) is { Success: true } match && (match.Length > 1 || isInList)
            ? at + match.Length
            : null;

    [GeneratedRegex(@"\Glet(?=\s)")]
    private static partial Regex Let();

    [GeneratedRegex(
        @"\G(integer(?=\s)|(declare|typeset|local|readonly|export)\s+([-+][A-Za-z]+\s+)*[-+][A-Za-z]*[iEF])",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Integer();

    [GeneratedRegex(
        @"\G\[\[\s((?!\s\]\]).)*(?<=\s)-(eq|ne|lt|le|gt|ge|v)\s",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Comparison();

    [GeneratedRegex(@"\G([A-Za-z_][A-Za-z0-9_]*)?\[(?!\[)", RegexOptions.ExplicitCapture)]
    private static partial Regex Subscript();
}
