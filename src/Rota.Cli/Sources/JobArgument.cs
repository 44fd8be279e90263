using System.CommandLine;

namespace Rota.Cli.Sources;

/// <summary>A job file, or a command with all that belongs to it.</summary>
internal sealed class JobArgument : Argument<string[]>
{
    public JobArgument(bool isForFiles)
        : base(isForFiles ? "FILE" : "FILE or COMMAND")
    {
        Description = isForFiles
            ? "A job file with a schedule"
            : "A job file; or a command, {} for each value after :::; options come before its first word";
        Arity = ArgumentArity.ZeroOrMore;
        IsForFiles = isForFiles;
    }

    /// <summary>Whether the verb has no use for a command.</summary>
    public bool IsForFiles { get; }
}
