using System.Text.RegularExpressions;
using Rota.App.Problems;
using Rota.App.Wording;

namespace Rota.App.Logs.Lines;

/// <summary>What is wrong with a pattern, with its place.</summary>
internal static partial class PatternProblem
{
    private const string Hint =
        "--fixed looks for the text itself; a \\ before ( ) [ { . * + ? ^ $ | \\ takes it as it is";

    /// <summary>It is no regular expression.</summary>
    public static ProblemException Of(string pattern, RegexParseException error) =>
        new(
            OutputProblems.BadPattern,
            $"--grep {Plain.Line(pattern)}, column {error.Offset + 1}: {SentenceOf(error)}",
            Hint
        );

    /// <summary>It is one whose time nobody can bound.</summary>
    public static ProblemException OfUnbounded(string pattern)
    {
        var place = Unbounded().Match(pattern) is { Success: true } found ? $", column {found.Index + 1}" : "";
        return new(
            OutputProblems.BadPattern,
            $"--grep {Plain.Line(pattern)}{place}: this would take more time than the output is long",
            "references back (\\1), looks ahead or behind ((?=…), (?<!…)), atomic groups ((?>…)) and counts of many "
                + "thousands are left out; pipe the output into grep -P for these"
        );
    }

    /// <summary>The parser's own words are its resources, and begin with the pattern.</summary>
    private static string SentenceOf(RegexParseException error) =>
        error.Error switch
        {
            RegexParseError.InsufficientClosingParentheses => "a ( is not closed",
            RegexParseError.InsufficientOpeningParentheses => "a ) closes nothing",
            RegexParseError.UnterminatedBracket => "a [ is not closed",
            RegexParseError.QuantifierAfterNothing => "there is nothing here to repeat",
            RegexParseError.NestedQuantifiersNotParenthesized => "what is repeated already is repeated again",
            RegexParseError.ReversedQuantifierRange => "the range of the count is the wrong way round",
            RegexParseError.ReversedCharacterRange => "the range of characters is the wrong way round",
            RegexParseError.UnescapedEndingBackslash => "it ends with a single \\",
            _ => $"this is no regular expression ({error.Error})",
        };

    [GeneratedRegex(@"\\[1-9k]|\(\?(?:[=!>]|<[=!])")]
    private static partial Regex Unbounded();
}
