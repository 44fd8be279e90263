using System.CommandLine;
using Rota.Cli.Invoking;

namespace Rota.Cli.Verbs.Looking;

/// <summary>Jobs as verbs take them: by number, name or <c>@last</c>.</summary>
internal static class JobArguments
{
    /// <summary>One that is looked at.</summary>
    public static Argument<string> One() =>
        Checked(
            new Argument<string>("JOB") { Description = "The job: its number, its name or how that begins, or @last" }
        );

    /// <summary>Some that something is done to, or that are waited for.</summary>
    public static Argument<string[]> Many(ArgumentArity arity, string what) =>
        Checked(new Argument<string[]>("JOB") { Description = what + ": numbers, names, or @last", Arity = arity });

    /// <summary>An argument that no mistyped option is taken for.</summary>
    public static Argument<T> Checked<T>(Argument<T> argument)
    {
        MistakenOption.RefuseIn(argument);
        return argument;
    }
}
