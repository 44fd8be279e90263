using Rota.Cli.Output;

namespace Rota.Cli.Commands;

/// <summary>
/// Says what a copy does not have: it may be most welcome all the same, but a script must hear of it.
/// </summary>
internal static class LeftOut
{
    /// <summary>Prints the sentences, if there are any.</summary>
    /// <returns>The exit code: 1 when something is missing.</returns>
    public static int Tell(IReadOnlyList<string> missing, string head)
    {
        if (missing.Count == 0)
        {
            return ExitCode.Success;
        }

        Invocation.Error.WriteLine($"warning: {head}:");
        foreach (var sentence in missing)
        {
            Invocation.Error.WriteLine("  " + Plain.Line(sentence));
        }

        return ExitCode.Failed;
    }
}
