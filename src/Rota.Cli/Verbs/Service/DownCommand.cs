using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Service;

/// <summary><c>rota down</c>: ends the daemon and the extra runners of a state. Running tasks run on.</summary>
internal static class DownCommand
{
    public static Command Create()
    {
        var command = new Command("down", "End the daemon of this state; running tasks run on");
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            Answer.Print(cli.Output, DownCase.End(cli.Site), ServingJson.Default.DownView, Print, quiet: Print);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(DownView view)
    {
        var named = view.Orphans.Count > 0 ? $" (no daemon; runners: pid {string.Join(", ", view.Orphans)})" : "";
        Screen.Out.WriteLine(
            $"down: ended {Words.Count(view.Ended, "process")}{named}"
                + (
                    view.Running > 0
                        ? $"; {Words.Count(view.Running, "task")} still running: rota up or rota resume takes up"
                        : ""
                )
        );
    }
}
