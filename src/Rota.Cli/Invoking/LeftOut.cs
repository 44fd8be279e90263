using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Rendering;

namespace Rota.Cli.Invoking;

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

        Screen.Error.WriteLine($"warning: {head}:");
        foreach (var sentence in missing)
        {
            Screen.Error.WriteLine("  " + Plain.Line(sentence));
        }

        return ExitCode.Failed;
    }
}
