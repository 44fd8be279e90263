using System.CommandLine;

namespace Rota.Cli.Verbs.Looking;

/// <summary>Jobs as verbs take them: by number, name or <c>@last</c>.</summary>
internal static class JobArguments
{
    /// <summary>One that is looked at.</summary>
    public static Argument<string> One() =>
        new("JOB") { Description = "The job: its number, its name or how that begins, or @last" };

    /// <summary>Some that something is done to, or that are waited for.</summary>
    public static Argument<string[]> Many(ArgumentArity arity, string what) =>
        new("JOB") { Description = what + ": numbers, names, or @last", Arity = arity };
}
