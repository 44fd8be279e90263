using System.Text.RegularExpressions;

namespace Rota.Cli.Sources;

/// <summary>One list of input values, stated or in files.</summary>
/// <param name="IsFiles">Whether the words name files, one value a line.</param>
/// <param name="IsLinked">Whether its values go with those of the list before, one by one (<c>:::+</c>).</param>
/// <param name="Words">The values, or the files.</param>
internal sealed partial record InputSource(bool IsFiles, bool IsLinked, IReadOnlyList<string> Words)
{
    private const string Values = ":::";
    private const string Files = "::::";
    private const string Linked = "+";

    /// <summary>Whether a word begins a list.</summary>
    public static bool IsSeparator(string word) => Separator().IsMatch(word);

    /// <summary>The lists of words that begin with a separator.</summary>
    /// <exception cref="App.Problems.ProblemException">A separator is none that is known.</exception>
    public static IEnumerable<InputSource> Read(string[] words)
    {
        for (var at = 0; at < words.Length; )
        {
            var separator = words[at].TrimEnd('+');
            var isLinked = words[at].EndsWith(Linked, StringComparison.Ordinal);
            if (separator is not (Values or Files))
            {
                throw OneLiner.Usage(
                    $"{words[at]} begins no list of inputs",
                    "write ::: before values, :::: before files of values; :::+ and ::::+ go with the list before"
                );
            }

            if (isLinked && at == 0)
            {
                throw OneLiner.Usage(
                    $"{words[at]} has no list before it that its values could go with",
                    $"write {separator} for the first list"
                );
            }

            var end = Array.FindIndex(words, at + 1, IsSeparator);
            end = end < 0 ? words.Length : end;
            yield return new InputSource(separator == Files, isLinked, words[(at + 1)..end]);
            at = end;
        }
    }

    /// <summary>Two colons may be an address (<c>::</c>); three and more are never anything but a separator.</summary>
    [GeneratedRegex(@"^:{3,}\+?$")]
    private static partial Regex Separator();
}
