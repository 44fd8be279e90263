using System.CommandLine;

namespace Rota.Cli.JobSources;

/// <summary>A job file, or a command with all that belongs to it.</summary>
internal sealed class JobArgument : Argument<string[]>
{
    public JobArgument()
        : base("FILE or COMMAND")
    {
        Description = "A job file; or a command, {} for each value after :::; options come before its first word";
        Arity = ArgumentArity.ZeroOrMore;
    }
}
