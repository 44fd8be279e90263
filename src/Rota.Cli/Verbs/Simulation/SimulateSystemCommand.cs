using System.CommandLine;
using System.Diagnostics;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Sim.Systems;
using Rota.Sim.Systems.Faults;

namespace Rota.Cli.Verbs.Simulation;

/// <summary>
/// <c>rota simulate system</c>: the production runner and keeper under faults, in virtual time.
/// </summary>
internal static class SimulateSystemCommand
{
    private static readonly Option<int> Seeds = new("--seeds")
    {
        Description = "How many worlds, each from its own seed (default: 100)",
        DefaultValueFactory = _ => 100,
    };
    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "The first seed (default: 1)",
        DefaultValueFactory = _ => 1,
    };
    private static readonly Option<FaultKinds> Faults = new("--faults")
    {
        Description = "What goes wrong: all, none, or some of crash,pause,network,clock,disk,members,power,people",
        DefaultValueFactory = _ => FaultKinds.All,
        HelpName = "KINDS",
    };
    private static readonly Option<HomeKind> Home = new("--home")
    {
        Description = "The home store of the worlds: memory, or sqlite for the one on a real file (default: memory)",
        DefaultValueFactory = _ => HomeKind.Memory,
        HelpName = "KIND",
    };
    private static readonly Option<int> Nodes = new("--nodes")
    {
        Description = "How many machines the worlds have: the home's, and others that join its cell (default: 1)",
        DefaultValueFactory = _ => 1,
        HelpName = "COUNT",
    };
    private static readonly Option<ulong?> Replay = new("--replay")
    {
        Description = "Run the world of this seed alone, and print what happens in it",
        HelpName = "SEED",
    };
    private static readonly Option<bool> Shrink = new("--shrink")
    {
        Description = "Leave out the faults that the first broken promise does not need",
    };
    private static readonly Option<string?> Bug = new("--bug")
    {
        Description = "Plant a known bug; all for each of them in turn, list for their names",
        HelpName = "NAME",
    };

    public static Command Create()
    {
        var command = new Command(
            "system",
            "Run Rota itself under faults in virtual time; exit 1 when a promise breaks"
        )
        {
            Seeds,
            Seed,
            Faults,
            Home,
            Nodes,
            Replay,
            Shrink,
            Bug,
        };
        command.SetAction(parsed => Run(new Invocation(parsed)));
        return command;
    }

    private static int Run(Invocation cli)
    {
        var bug = cli.Get(Bug);
        if (bug == "list")
        {
            foreach (var (name, what) in PlantedBugs.All)
            {
                Screen.Out.WriteLine($"{name, -26} {what}");
            }

            return ExitCode.Success;
        }

        if (cli.Get(Nodes) is < 1 or > SystemOptions.NodesMax)
        {
            throw new ProblemException(ProblemCodes.BadOption, $"--nodes is from 1 to {SystemOptions.NodesMax}");
        }

        if (bug == "all")
        {
            return SystemPage.Hunt(cli.Get(Seeds), cli.Get(Faults), cli.Get(Home), cli.Get(Nodes));
        }

        if (bug is not null && !PlantedBugs.All.Any(known => known.Name == bug))
        {
            throw new ProblemException(
                ProblemCodes.UnknownBug,
                $"no bug is called {bug}. Names: rota simulate system --bug list"
            );
        }

        var options = new SystemOptions
        {
            Seed = cli.Get(Replay) ?? cli.Get(Seed),
            Faults = cli.Get(Faults),
            Home = cli.Get(Home),
            Nodes = PlantedBugs.NodesOf(bug, cli.Get(Nodes)),
            Bug = bug,
        };
        return cli.Get(Replay) is null
            ? Campaign(cli, options)
            : SystemPage.Show(SystemCampaign.Run(options with { IsTraced = true }));
    }

    private static int Campaign(Invocation cli, SystemOptions options)
    {
        var count = cli.Get(Seeds);
        if (count < 1)
        {
            throw new ProblemException(ProblemCodes.BadOption, "--seeds is how many worlds to run: 1 or more");
        }

        var begun = Stopwatch.GetTimestamp();
        var progress = new SystemProgress(count);
        var results = SystemCampaign.RunAll(options, count, progress.Done);
        progress.Clear();
        Answer.Print(
            cli.Output,
            SystemView.Of(results, Stopwatch.GetElapsedTime(begun)),
            SimulationJson.Default.SystemView,
            view => SystemPage.Print(view, options, results),
            quiet: view => view.Broken.ToList().ForEach(world => Screen.Out.WriteLine(world.Seed))
        );
        if (results.FirstOrDefault(result => result.Broken is not null) is not { } failed)
        {
            return ExitCode.Success;
        }

        if (cli.Get(Shrink))
        {
            var (shortest, result) = SystemCampaign.Shrink(options with { Seed = failed.Seed });
            SystemPage.PrintShrunk(result, SystemCampaign.Run(shortest with { IsTraced = true }).Trace);
        }

        return ExitCode.Failed;
    }
}
