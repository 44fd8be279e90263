using System.CommandLine;
using Rota.App.Installing;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Linux.Processes;

namespace Rota.Cli.Verbs.Service;

/// <summary><c>rota service</c>: a service of systemd that serves the state.</summary>
internal static class ServiceCommand
{
    private static readonly Option<bool> System = new("--system")
    {
        Description = "A service of the machine, which root sets up (default: one of this user)",
        Recursive = true,
    };
    private static readonly Option<bool> User = new("--user")
    {
        Description = "A service of this user, which is the default",
        Recursive = true,
    };
    private static readonly Option<string> Name = new("--name")
    {
        Description = "Its name; another for each further state",
        DefaultValueFactory = _ => "rota",
        Recursive = true,
    };
    private static readonly Option<string> Root = new("--root")
    {
        Description = "With --system: where the files of the machine begin",
        DefaultValueFactory = _ => "/",
        HelpName = "DIR",
        Recursive = true,
    };
    private static readonly Option<bool> Plan = new("--plan")
    {
        Description = "Show what would be done, and do nothing",
        Recursive = true,
    };
    private static readonly Option<string?> RunAs = new("--run-as")
    {
        Description = "With --system: whose service it is; tasks run as this user (default: root)",
        HelpName = "USER",
    };
    private static readonly Option<bool> Replace = new("--replace")
    {
        Description = "Write over a file that says something else",
    };
    private static readonly Argument<string[]> Options = new("options")
    {
        Description = "After --: options of rota up, or of rota node where the state is one, such as --slots 8",
    };

    public static Command Create()
    {
        var install = new Command("install", "Write the unit of a service that serves this state")
        {
            RunAs,
            Replace,
            Options,
        };
        install.SetAction(parsed => Install(new Invocation(parsed)));
        var status = new Command("status", "Show whether the service is there, and whether the state is served");
        status.SetAction(parsed => Status(new Invocation(parsed)));
        var remove = new Command("remove", "Take the unit away that install wrote");
        remove.SetAction(parsed => Remove(new Invocation(parsed)));
        return new Command("service", "Have systemd serve this state: install, status, remove")
        {
            install,
            status,
            remove,
            System,
            User,
            Name,
            Root,
            Plan,
        };
    }

    private static int Install(Invocation cli)
    {
        var request = Of(cli) with { RunAs = cli.Get(RunAs), Replaces = cli.Get(Replace), Options = cli.Get(Options)! };
        RefuseUnknown(InstallCases.VerbOf(cli.Site), request.Options);
        var isPlan = cli.Get(Plan);
        var view = isPlan ? InstallCases.Plan(cli.Site, request) : InstallCases.Install(cli.Site, request);
        return Print(cli, view, isPlan);
    }

    private static int Remove(Invocation cli) =>
        cli.Get(Plan)
            ? Print(cli, InstallCases.PlanRemoval(Of(cli)), isPlan: true)
            : Print(cli, InstallCases.Remove(Of(cli)), isPlan: false);

    private static int Status(Invocation cli)
    {
        Answer.Print(
            cli.Output,
            ServiceCase.Look(cli.Site, Of(cli)),
            InstallJson.Default.ServiceView,
            ServicePage.Print,
            quiet: ServicePage.Print
        );
        return ExitCode.Success;
    }

    private static int Print(Invocation cli, InstallView view, bool isPlan)
    {
        Answer.Print(
            cli.Output,
            view,
            InstallJson.Default.InstallView,
            shown => ServicePage.Print(shown, isPlan),
            quiet: shown => Screen.Out.WriteLine(shown.File)
        );
        return ExitCode.Success;
    }

    /// <summary>What the verb would refuse, a service would refuse each second.</summary>
    private static void RefuseUnknown(string verb, IReadOnlyList<string> options)
    {
        var command = verb == "node" ? NodeCommand.Create() : UpCommand.Create();
        if (command.Parse(options).Errors is [var first, ..])
        {
            throw new ProblemException(ProblemCodes.Usage, $"after --: {first.Message}", $"see rota {verb} --help");
        }
    }

    private static InstallRequest Of(Invocation cli)
    {
        if (cli.Get(System) && cli.Get(User))
        {
            throw new ProblemException(ProblemCodes.Usage, "--user and --system: it is one or the other");
        }

        var home = OwnEnvironment.Find("HOME");
        return new InstallRequest
        {
            Name = cli.Get(Name)!,
            IsOfSystem = cli.Get(System),
            Root = cli.Get(Root)!,
            UserConfiguration =
                OwnEnvironment.Find("XDG_CONFIG_HOME") is { Length: > 0 } stated ? stated
                : home is { Length: > 0 } ? Path.Combine(home, ".config")
                : null,
        };
    }
}
