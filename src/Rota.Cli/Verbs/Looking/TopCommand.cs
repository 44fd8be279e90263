using System.CommandLine;
using Rota.App;
using Rota.App.Problems;
using Rota.App.Watching;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Watching;
using Rota.Cli.Watching.Pictures;
using Rota.Linux.Terminals;

namespace Rota.Cli.Verbs.Looking;

/// <summary><c>rota top</c>: jobs, what runs, what failed and the machine, as they change.</summary>
internal static class TopCommand
{
    private static readonly OverviewRequest Whole = new(Jobs: 50, Running: 50, Failures: 20);
    private static readonly Option<bool> Once = new("--once") { Description = "Print one picture and end" };

    public static Command Create()
    {
        var command = new Command("top", "Watch jobs, running tasks and failures on the whole screen; ? shows the keys")
        {
            Once,
        };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            if (cli.Output == OutputMode.Human && !cli.Get(Once) && Watched.IsPossible)
            {
                using var screen = new TopScreen(cli);
                return screen.Run();
            }

            Answer.Print(
                cli.Output,
                cli.Ask(Look, server => server.Machine.OverviewAsync(Whole)),
                WatchingJson.Default.Overview,
                Print,
                view => Array.ForEach([.. view.Jobs], job => Screen.Out.WriteLine(job.Id))
            );
            if (cli.Output == OutputMode.Human && !cli.Get(Once))
            {
                Screen.Error.WriteLine("no terminal to watch on: this is one picture, as --once prints it");
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static Overview Look(Site site)
    {
        using var reader = new OverviewReader(site);
        return reader.Read(Whole);
    }

    private static void Print(Overview view)
    {
        int? width = Console.IsOutputRedirected ? null : TerminalSize.Columns(StandardStream.Output);
        foreach (var row in TopPicture.Whole(view, width))
        {
            Screen.Out.WriteLine(Palette.Paint(row.Pieces, Colours.OnOutput));
        }
    }
}
