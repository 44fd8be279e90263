using System.CommandLine;

namespace Rota.Cli.Verbs.Looking;

/// <summary><c>--where lr=0.1,seed=3</c>: tasks by the values of their parameters.</summary>
internal static class WhereOption
{
    /// <summary>The option, for one verb.</summary>
    public static Option<string?> Create() =>
        new("--where") { Description = "Only tasks with these values of their parameters", HelpName = "NAME=VALUE,…" };
}
