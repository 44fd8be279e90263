using System.CommandLine;
using Rota.App.Cells;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Sources;
using Rota.Core.JobFiles.Notation;
using Rota.Web.Serving;

namespace Rota.Cli.Verbs.Service;

/// <summary><c>rota up</c>: a daemon that runs all jobs of a state.</summary>
internal static class UpCommand
{
    private const int RunnersMax = 64;
    private static readonly Option<int> Runners = new("--runners")
    {
        Description = "Runners that take turns",
        DefaultValueFactory = _ => 1,
    };
    private static readonly Option<string?> Cycle = new("--cycle")
    {
        Description = "Longest cycle of turns: 10s, 500ms (default: 1s)",
    };
    private static readonly Option<bool> Strict = new("--strict")
    {
        Description = "The classic timetable: nobody works in another's slot",
    };
    private static readonly SlotOption Slots = new();
    private static readonly Option<bool> Detach = new("--detach")
    {
        Description = "In the background; rota down ends it",
    };

    public static Command Create()
    {
        var command = new Command("up", "Serve this state: run all its jobs, also those submitted later")
        {
            Runners,
            Cycle,
            Strict,
            Slots,
            ApiOptions.Listen,
            ApiOptions.Certificate,
            ApiOptions.Key,
            ApiOptions.Host,
            Invocation.SystemOption,
            UsersOptions.AdminGroup,
            UsersOptions.Socket,
            Telemetry.Otlp,
            Detach,
            LogSettings.Format,
            LogSettings.Level,
        };
        command.SetAction(parsed => Up(new Invocation(parsed)));
        return command;
    }

    private static int Up(Invocation cli)
    {
        var count = cli.Get(Runners);
        if (count is < 1 or > RunnersMax)
        {
            throw new ProblemException(ProblemCodes.Usage, $"--runners {count}: 1 to {RunnersMax}");
        }

        var request = new ServeRequest
        {
            Runners = count,
            Cycle = CycleOf(cli),
            IsStrict = cli.Get(Strict),
            Slots = Slots.Of(cli),
            IsVerbose = cli.Get(Invocation.VerboseOption),
        };
        Telemetry.Check(cli.Get(Telemetry.Otlp));
        var users = UsersOptions.Of(cli);
        var listen = ApiOptions.Of(cli);
        listen = users is null ? listen : listen with { Address = null, MayTakeOther = false, Users = users };
        if (cli.Get(Detach))
        {
            Answer.Print(
                cli.Output,
                UpCases.Start(
                    cli.Site,
                    request with
                    {
                        Api = [.. ApiOptions.WordsOf(cli), .. UsersOptions.WordsOf(users)],
                        Otlp = cli.Get(Telemetry.Otlp),
                    }
                ),
                ServingJson.Default.UpView,
                view => PrintUp(cli, view),
                quiet: view => Screen.Out.WriteLine(view.Pid)
            );
        }
        else
        {
            var console = new ServingConsole(cli.Log);
            using var telemetry = Telemetry.Serve(cli.Site, cli.Get(Telemetry.Otlp), console.Logs.CreateLogger("otlp"));
            var standby = StandbyNode.Of(cli.Site, request.Slots, console.Logs.CreateLogger("node"));
            UpCases.Serve(cli.Site, request, console, () => Open(cli, listen, console), standby.Wait);
        }

        return ExitCode.Success;
    }

    /// <summary>An address with a code is for a person: where the output goes to a log, none is made.</summary>
    private static ServedFront Open(Invocation cli, ListenRequest listen, ServingConsole console)
    {
        var front = ServedFront.Open(cli.Site, listen, console.Logs);
        if (Screen.IsForPeople && cli.Output == OutputMode.Human && front.LoginUrl is { } url)
        {
            DashboardCommand.Print(url);
        }

        return front;
    }

    private static void PrintUp(Invocation cli, UpView view)
    {
        Screen.Out.WriteLine($"up: pid {view.Pid}, log {view.Log}");
        if (view.StandsByFor is { } other)
        {
            Screen.Out.WriteLine($"stands by: the home is served by {other}");
        }
        else if (UsersOptions.Of(cli) is { Socket: var socket })
        {
            Screen.Out.WriteLine($"for all users: rota --server unix:{socket} ...");
        }
        else if (cli.Get(ApiOptions.Listen) != "none")
        {
            DashboardCommand.Print(LoginLink.Ask(cli.Site));
        }
    }

    private static TimeSpan? CycleOf(Invocation cli) =>
        cli.Get(Cycle) is not { } text ? null
        : Duration.TryParse(text, out var cycle) && cycle >= TimeSpan.FromMilliseconds(10) ? cycle
        : throw new ProblemException(ProblemCodes.Usage, $"--cycle {text}: at least 10ms", Duration.Form);
}
