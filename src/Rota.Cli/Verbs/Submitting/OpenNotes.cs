using Rota.App.Submitting;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Submitting;

/// <summary>Says how an open job gets more tasks, and how it ends.</summary>
internal static class OpenNotes
{
    public static void Tell(Invocation cli, SubmitRequest request, long job)
    {
        if (request.Job.IsOpen && cli.Output == OutputMode.Human)
        {
            Screen.Error.WriteLine(
                $"job {job} is open: rota add {job} ::: VALUE adds tasks, rota seal {job} lets it end"
            );
        }
    }
}
