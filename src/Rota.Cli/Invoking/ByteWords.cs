using System.CommandLine;
using System.CommandLine.Parsing;
using Rota.App.Problems;
using Rota.Core.Bytes;

namespace Rota.Cli.Invoking;

/// <summary>
/// Refuses words that are not UTF-8 where they are not paths, values or commands: names, tags and keys are texts, which
/// people and programs read.
/// </summary>
internal static class ByteWords
{
    /// <summary>
    /// Those whose words may be any bytes; a path that Rota itself writes is refused where it is used.
    /// </summary>
    private static readonly string[] Free =
    [
        "--each-line",
        "--from-csv",
        "--env",
        "--secret",
        "--param",
        "--directory",
        Invocation.StateOption.Name,
        "FILE or COMMAND",
        "FILE",
        "DIR",
    ];

    /// <summary>Looks at every word of a command line, but for its tail.</summary>
    /// <param name="parsed">What they mean.</param>
    /// <param name="words">The words as they were written.</param>
    /// <exception cref="ProblemException">One is not UTF-8, and should be.</exception>
    public static void Refuse(ParseResult parsed, string[] words)
    {
        if (!words.All(ByteText.IsUtf8))
        {
            Refuse(parsed.RootCommandResult, words);
        }
    }

    private static void Refuse(CommandResult command, string[] words)
    {
        foreach (var part in command.Children)
        {
            var name = part switch
            {
                OptionResult option => option.Option.Name,
                ArgumentResult argument => argument.Argument.Name,
                _ => "",
            };
            if (part is CommandResult verb)
            {
                Refuse(verb, words);
            }
            else if (
                !Free.Contains(name) && part.Tokens.FirstOrDefault(token => !ByteText.IsUtf8(token.Value)) is { } alien
            )
            {
                var number = Array.FindIndex(words, word => word.EndsWith(alien.Value, StringComparison.Ordinal)) + 1;
                throw new ProblemException(
                    ProblemCodes.Usage,
                    $"argument {number}, {name} {alien.Value}, is not UTF-8",
                    "paths, values and commands may hold any bytes; this is a text, so write it in UTF-8"
                );
            }
        }
    }
}
