using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.Cli.Invoking;

namespace Rota.Cli.Verbs.Service;

/// <summary><c>rota runner</c>: one more process that takes turns on a served state.</summary>
internal static class RunnerCommand
{
    private static readonly Option<string?> Name = new("--id")
    {
        Description = "Name in the timetable (default: by the process)",
    };

    public static Command Create()
    {
        var command = new Command("runner", "Add a runner to a served state, until Ctrl-C")
        {
            Name,
            LogSettings.Format,
            LogSettings.Level,
        };
        command.SetAction(parsed => Join(new Invocation(parsed)));
        return command;
    }

    private static int Join(Invocation cli)
    {
        var console = new ServingConsole(cli.Log);
        using var telemetry = Telemetry.Serve(cli.Site, null, console.Logs.CreateLogger("otlp"));
        RunnerCase.Join(cli.Site, cli.Get(Name), console);
        return ExitCode.Success;
    }
}
