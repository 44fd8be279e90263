using Rota.App.Submitting;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Submitting;

/// <summary>Says that tasks were accepted which no node may run yet, and what they wait for.</summary>
internal static class NodeNotes
{
    public static void Tell(Invocation cli, Accepted accepted)
    {
        if (cli.Output != OutputMode.Human)
        {
            return;
        }

        foreach (var wait in accepted.Waits ?? [])
        {
            Screen.Error.WriteLine($"job {accepted.Id}: {Plain.Line(wait)}");
        }
    }
}
