using Rota.App.Cells;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Looking;

/// <summary>Tells who looks at jobs of nodes that are cut off or have withdrawn, below what was asked for.</summary>
internal static class NodeNotes
{
    /// <summary>Says it to people; who reads JSON asks for it.</summary>
    public static void Tell(Invocation cli)
    {
        if (cli.Output != OutputMode.Human)
        {
            return;
        }

        try
        {
            foreach (
                var notice in cli.Ask(
                    NodeNotices.Of,
                    async server => NodeNotices.Of(await server.Machine.NodesAsync().ConfigureAwait(false))
                )
            )
            {
                Screen.Error.WriteLine(notice.Notice);
            }
        }
        catch (ProblemException)
        {
            // What was asked for is answered: this came on top of it.
        }
    }
}
