using System.CommandLine;
using System.CommandLine.Parsing;

namespace Rota.Cli.Invoking;

/// <summary>
/// A word that looks like an option and is none: where texts are taken, the parser would take it for one of them, and a
/// <c>--plam</c> would let a verb act.
/// </summary>
internal static class MistakenOption
{
    /// <summary>Refuses such words where an argument is meant.</summary>
    public static void RefuseIn<T>(Argument<T> argument) =>
        argument.Validators.Add(result =>
        {
            foreach (var word in result.Tokens.Select(token => token.Value).Where(Is))
            {
                result.AddError($"Unrecognized command or argument '{word}'.");
            }
        });

    /// <summary>Those of a line, for hints.</summary>
    public static IEnumerable<string> Of(ParseResult parsed) =>
        parsed
            .CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(one => one.Tokens)
            .Select(token => token.Value)
            .Where(Is);

    /// <summary>A term of a filter begins with a dash too: it has a colon.</summary>
    private static bool Is(string word) => word.StartsWith('-') && !word.Contains(':', StringComparison.Ordinal);
}
