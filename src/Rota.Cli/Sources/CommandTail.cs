using System.CommandLine;
using Rota.Cli.Invoking;

namespace Rota.Cli.Sources;

/// <summary>
/// What a command line has that is not Rota's: the command with all that follows it, and the values after <c>:::</c>.
/// </summary>
/// <param name="Words">The words of the command, its own options included.</param>
/// <param name="IsProgram">Whether they stand after <c>--</c>: a program and its arguments, and no shell.</param>
/// <param name="Sources">The lists of input values.</param>
internal sealed record CommandTail(IReadOnlyList<string> Words, bool IsProgram, IReadOnlyList<InputSource> Sources)
{
    /// <summary>The command of the line with its lists, or null where it names a job file or nothing.</summary>
    public static CommandTail? Of(Invocation cli, Argument<string[]> words) =>
        cli.HasDoubleDash ? Of(cli.Get(words) ?? []) : null;

    /// <summary>Whether it is a script for sbatch, whose options are in its first lines.</summary>
    public bool IsBatchFile =>
        !IsProgram && Sources.Count == 0 && Words is [var first, ..] && BatchFile.IsMeant(first, [], []);

    /// <summary>The command in the words behind the mark.</summary>
    public static CommandTail Of(IReadOnlyList<string> words)
    {
        var end = words.TakeWhile(word => !InputSource.IsSeparator(word)).Count();
        var isProgram = end > 0 && words[0] == CommandStart.Mark;
        return new CommandTail(
            [.. words.Take(end).Skip(isProgram ? 1 : 0)],
            isProgram,
            [.. InputSource.Read([.. words.Skip(end)])]
        );
    }
}
