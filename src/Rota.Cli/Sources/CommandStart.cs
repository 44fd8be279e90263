using System.CommandLine;
using Rota.Cli.Invoking;

namespace Rota.Cli.Sources;

/// <summary>
/// Finds where the command of a command line begins. From its first word on nothing is Rota's option any more, whatever
/// it looks like; so the parser is shown a <c>--</c> there.
/// </summary>
internal static class CommandStart
{
    /// <summary>What ends the options: for people, who mean a program without a shell, and for the parser.</summary>
    public const string Mark = "--";

    /// <summary>The options that name inputs of a command.</summary>
    private static readonly string[] OfInputs = ["--array", "--each-line", "--arg-file", "-a", "--from-csv"];

    /// <summary>The words with a mark before the command, where the verb takes one and there is one.</summary>
    /// <exception cref="App.Problems.ProblemException">
    /// An option before it is not known, or words follow a job file.
    /// </exception>
    public static string[] Show(RootCommand root, string[] args)
    {
        Command verb = root;
        var hasInputs = false;
        for (var at = 0; at < args.Length; at++)
        {
            var word = args[at];
            var takesJob = verb.Arguments.OfType<JobArgument>().Any();
            if (OptionWords.IsOption(word))
            {
                hasInputs |= OfInputs.Any(option => word.StartsWith(option, StringComparison.Ordinal));
                at += OptionWords.TakesNext(verb, args.AsSpan(at), mustBeKnown: takesJob) ? 1 : 0;
            }
            else if (verb.Subcommands.FirstOrDefault(sub => sub.Name == word) is { } sub)
            {
                verb = sub;
            }
            else if (takesJob && BatchFile.IsMeant(word, args.AsSpan(0, at), args.AsSpan(at + 1)))
            {
                return [.. args[..at], Mark, .. args[at..]];
            }
            else if (takesJob && JobFileName.IsMeant(word, args.AsSpan(at + 1), hasInputs))
            {
                RefuseMore(verb, args, at);
                return args;
            }
            else
            {
                // A verb that takes no job may take lists of inputs, whose values are no options either.
                var begins = takesJob ? at : Array.FindIndex(args, at, InputSource.IsSeparator);
                return begins < 0 ? args : [.. args[..begins], Mark, .. args[begins..]];
            }
        }

        return args;
    }

    /// <summary>After a job file only options may follow: any other word would be left out in silence.</summary>
    private static void RefuseMore(Command verb, string[] args, int file)
    {
        for (var at = file + 1; at < args.Length; at++)
        {
            if (!OptionWords.IsOption(args[at]))
            {
                throw OneLiner.Usage(
                    $"\"{args[at]}\" follows the job file {args[file]}, after which only options can stand",
                    "parameters of a job file: -p NAME=VALUE",
                    $"a program of that name: {UsageRefusal.Verb(verb)} -- {args[file]} ..."
                );
            }

            at += OptionWords.TakesNext(verb, args.AsSpan(at), mustBeKnown: true) ? 1 : 0;
        }
    }
}
