using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Rota.Core.Jobs.Templates;

/// <summary>
/// The <c>{}</c> that are the command's own: those of find between <c>-exec</c> and its <c>;</c> or <c>+</c>, and those
/// of xargs after <c>-I {}</c>. Neither could do its work if a value stood there.
/// </summary>
internal static partial class OwnBraces
{
    private static readonly string[] FindActions = ["-exec", "-execdir", "-ok", "-okdir"];

    /// <summary>The stretches of a text, as a shell reads it, in which they are its own.</summary>
    public static IReadOnlyList<Range> In(string text) =>
        text.Contains("-exec", StringComparison.Ordinal)
        || text.Contains("-ok", StringComparison.Ordinal)
        || text.Contains("xargs", StringComparison.Ordinal)
            ?
            [
                .. FindAction()
                    .Matches(text)
                    .Concat(XargsReplacement().Matches(text))
                    .Select(match => new Range(match.Index, match.Index + match.Length)),
            ]
            : [];

    /// <summary>For each argument whether all of it is the command's own.</summary>
    public static ImmutableArray<bool> Among(ImmutableArray<string> words)
    {
        var isOwn = ImmutableArray.CreateBuilder<bool>(words.Length);
        var findEnd = -1;
        var isOfXargs = false;
        for (var at = 0; at < words.Length; at++)
        {
            var word = words[at];
            if (at > findEnd && FindActions.Contains(word))
            {
                findEnd = EndOf(words, at);
            }

            // Of "-I {}" the second word says what is replaced.
            isOfXargs =
                isOfXargs
                || (
                    words
                        .Take(at)
                        .Any(earlier => earlier == "xargs" || earlier.EndsWith("/xargs", StringComparison.Ordinal))
                    && (
                        word is "-i" or "-I{}" or "--replace" or "--replace={}"
                        || (word == "{}" && words[at - 1] == "-I")
                    )
                );
            isOwn.Add(at < findEnd || isOfXargs);
        }

        return isOwn.DrainToImmutable();
    }

    private static int EndOf(ImmutableArray<string> words, int action)
    {
        for (var at = action + 1; at < words.Length; at++)
        {
            if (words[at] == ";" || (words[at] == "+" && words[at - 1] == "{}"))
            {
                return at;
            }
        }

        return -1;
    }

    [GeneratedRegex("""(?<=\s)-(exec|execdir|ok|okdir)\s[^\n]*?(\s\\;|\s';'|\s";"|\{\}['"]?\s+\+(?=\s|$|['")|;&]))""")]
    private static partial Regex FindAction();

    [GeneratedRegex("""\bxargs\s[^|;&\n]*?(?<=\s)(-I\s*['"]?\{\}['"]?|-i|--replace(=\{\})?)(?=\s)[^|;&\n]*""")]
    private static partial Regex XargsReplacement();
}
