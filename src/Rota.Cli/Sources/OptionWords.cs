using System.CommandLine;
using Rota.App.Problems;
using Rota.Cli.Habits;
using Rota.Cli.Invoking;
using Rota.Core.Problems;

namespace Rota.Cli.Sources;

/// <summary>Reads options as the parser does, as far as it takes to know which words they are.</summary>
internal static class OptionWords
{
    /// <summary>Whether a word can only be an option.</summary>
    public static bool IsOption(string word) => word.Length > 1 && word[0] == '-' && word != CommandStart.Mark;

    /// <summary>Whether the word after an option is its value.</summary>
    /// <param name="verb">Whose options are known.</param>
    /// <param name="words">The option, and what follows.</param>
    /// <param name="mustBeKnown">Whether an unknown one is refused, for what follows it cannot be told apart.</param>
    public static bool TakesNext(Command verb, ReadOnlySpan<string> words, bool mustBeKnown)
    {
        var word = words[0];
        var isLast = words.Length == 1 || words[1] == CommandStart.Mark || InputSource.IsSeparator(words[1]);
        if (Find(verb, word) is { } whole)
        {
            return !isLast && TakesValue(whole);
        }

        if (word.IndexOfAny(['=', ':']) is var end and > 0 && Find(verb, word[..end]) is not null)
        {
            return false;
        }

        // Short ones can stand together: of "-yj4" the 4 is the value, of "-yj" the next word.
        for (var letter = 1; letter < word.Length && word[1] != '-'; letter++)
        {
            if (Find(verb, $"-{word[letter]}") is not { } part)
            {
                break;
            }

            if (TakesValue(part) || letter == word.Length - 1)
            {
                return !isLast && TakesValue(part) && letter == word.Length - 1;
            }
        }

        return mustBeKnown ? throw Unknown(verb, word) : false;
    }

    private static ProblemException Unknown(Command verb, string word) =>
        ForeignOptions.Of(word) is { } instead
            ? OneLiner.Usage($"{word} is no option here", instead)
            : OneLiner.Usage(
                $"unknown option {word}",
                Nearest.Of(word, UsageRefusal.OptionsOf(verb)) is { } nearest
                    ? $"did you mean {nearest}?"
                    : UsageRefusal.Help(verb),
                "a program's own options come after its name, or after --"
            );

    // A switch takes none, though the parser would take a "true" that follows it.
    private static bool TakesValue(Option option) =>
        option.ValueType != typeof(bool) && option.Arity.MaximumNumberOfValues > 0;

    private static Option? Find(Command verb, string word)
    {
        for (Command? command = verb; command is not null; command = command.Parents.OfType<Command>().FirstOrDefault())
        {
            var isOwn = ReferenceEquals(command, verb);
            foreach (var option in command.Options)
            {
                if ((isOwn || option.Recursive) && (option.Name == word || option.Aliases.Contains(word)))
                {
                    return option;
                }
            }
        }

        return null;
    }
}
