using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Rendering;
using Rota.Core.Problems;

namespace Rota.Cli.Invoking;

/// <summary>Says what is wrong with a command line, in the words of who typed it and not of the parser.</summary>
internal static partial class UsageRefusal
{
    private const int HintsMax = 3;

    /// <summary>Prints every mistake, the nearest known words, and where to look; gives the exit code.</summary>
    public static int Print(ParseResult parsed, RootCommand root)
    {
        var command = parsed.CommandResult.Command;
        var isVerbMissing = command == root;
        foreach (var sentence in Sentences(parsed, isVerbMissing).Distinct())
        {
            Console.Error.WriteLine($"error[usage]: {Plain.Line(sentence)}");
        }

        foreach (var word in parsed.UnmatchedTokens.Concat(MistakenOption.Of(parsed)).Distinct().Take(HintsMax))
        {
            var known = isVerbMissing && !IsOption(word) ? VerbsOf(root) : [.. OptionsOf(command), .. VerbsOf(command)];
            if (Nearest.Of(word, known) is { } nearest)
            {
                Console.Error.WriteLine($"  did you mean {nearest}?");
            }
        }

        Console.Error.WriteLine($"  {Help(command)}");
        return ExitCode.BadInput;
    }

    /// <summary>A verb as it is called: one of another verb's by both words.</summary>
    public static string Verb(Command command) => string.Join(' ', Ancestry(command).Select(NameOf).Reverse());

    /// <summary>Where the options of a verb are listed.</summary>
    public static string Help(Command command) => $"try: {Verb(command)} --help";

    /// <summary>The options that a verb takes, its own and those of all.</summary>
    public static IEnumerable<string> OptionsOf(Command command) =>
        Ancestry(command)
            .SelectMany((one, generation) => one.Options.Where(option => generation == 0 || option.Recursive))
            .Select(option => option.Name);

    private static IEnumerable<string> VerbsOf(Command command) => command.Subcommands.Select(verb => verb.Name);

    // Where it is run as "dotnet rota.dll" or by another name, people still call it rota.
    private static string NameOf(Command command) => command is RootCommand ? "rota" : command.Name;

    private static IEnumerable<Command> Ancestry(Command? verb)
    {
        for (; verb is not null; verb = verb.Parents.OfType<Command>().FirstOrDefault())
        {
            yield return verb;
        }
    }

    // What follows a verb that is not there is not judged: nobody knows what it would have meant.
    private static IEnumerable<string> Sentences(ParseResult parsed, bool isVerbMissing) =>
        isVerbMissing && parsed.UnmatchedTokens is [var word, ..]
            ? [$"there is no {(IsOption(word) ? "option" : "verb")} {word}"]
            : parsed.Errors.Select(error => Sentence(error, parsed.CommandResult.Command));

    private static string Sentence(ParseError error, Command command) =>
        command is not RootCommand && error.Message.StartsWith("Required command", StringComparison.Ordinal)
            ? $"{command.Name} needs one of {string.Join(", ", command.Subcommands.Select(verb => verb.Name))}"
        : WrongKind().Match(error.Message) is { Success: true, Groups: var part }
            ? $"{part["where"].Value} {part["value"].Value}: {Kind(part["type"].Value)} is expected"
        : error.Message;

    private static string Kind(string type) =>
        type switch
        {
            _ when type.Contains(nameof(OutputMode), StringComparison.Ordinal) => "human, json or quiet",
            _ when type.Contains("Int", StringComparison.Ordinal) => "a whole number",
            _ when type.Contains("Double", StringComparison.Ordinal) => "a number",
            _ => "another kind of value",
        };

    private static bool IsOption(string word) => word.StartsWith('-');

    [GeneratedRegex(
        "^Cannot parse argument '(?<value>.*)' for [a-z]+ '(?<where>.*?)' as expected type '(?<type>[^']*)'",
        RegexOptions.Singleline
    )]
    private static partial Regex WrongKind();
}
