using System.CommandLine;
using Rota.App.Local;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Sim.Policies;

namespace Rota.Cli.Verbs.Simulation;

/// <summary><c>rota simulate policy</c>: placement strategies side by side, on the same work.</summary>
internal static class SimulatePolicyCommand
{
    private static readonly Option<int> Replications = new("--replications")
    {
        Description = "Runs of each, on seeds that follow each other (default: 1)",
        DefaultValueFactory = _ => 1,
    };
    private static readonly Option<int> AtOnce = new("--jobs-at-once")
    {
        Description = "Replications that run at a time; changes nothing but the time it takes (default: all cores)",
    };
    private static readonly Option<string?> Plot = new("--plot")
    {
        Description = "Draw mean and 99% response over load, or over nodes, as a picture",
        HelpName = "FILE.svg",
    };
    private static readonly Option<string?> Report = new("--report")
    {
        Description = "Write one self-contained page with table and plots",
        HelpName = "FILE.html",
    };

    public static Command Create()
    {
        var options = new PolicyOptions();
        var command = new Command("policy", "Try placement strategies at scale, against each other and theory")
        {
            Replications,
            AtOnce,
            Plot,
            Report,
        };
        foreach (var option in options.All)
        {
            command.Add(option);
        }

        command.SetAction(parsed => Run(new Invocation(parsed), options));
        return command;
    }

    private static int Run(Invocation cli, PolicyOptions options)
    {
        var all = options.Read(cli);
        var replications = cli.Get(Replications);
        if (replications is < 1 or > 10_000)
        {
            throw new ProblemException(ProblemCodes.Usage, "--replications: 1 to 10000 are expected");
        }

        CheckTarget("--plot", cli.Get(Plot));
        CheckTarget("--report", cli.Get(Report));
        var atOnce = cli.Get(AtOnce) is > 0 and var threads ? threads : Environment.ProcessorCount;
        using var progress = new PolicyProgress(all.Count);
        var results = all.Select(settings =>
            {
                progress.Begin(settings);
                return PolicyRun.Run(settings, replications, atOnce, progress.Tell);
            })
            .ToArray();
        progress.Clear();
        Answer.Print(
            cli.Output,
            PolicyView.Of(results),
            SimulationJson.Default.PolicyView,
            _ => PolicyTable.Print(Screen.Out, results)
        );
        Write(cli.Get(Plot), () => PolicyPlot.Picture(results), cli);
        Write(cli.Get(Report), () => PolicyPage.Render(results), cli);
        return ExitCode.Success;
    }

    // Said before a long run, not after it.
    private static void CheckTarget(string option, string? path)
    {
        if (path is not null && !Directory.Exists(Path.GetDirectoryName(Utf8Path.Of(path))))
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"{option} {Plain.Line(path)}: its directory is not there; make it first"
            );
        }
    }

    private static void Write(string? path, Func<string> content, Invocation cli)
    {
        if (path is null)
        {
            return;
        }

        NamedFile.Write(path, content());
        if (cli.Output == OutputMode.Human)
        {
            Screen.Error.WriteLine($"wrote {Plain.Line(path)}");
        }
    }
}
