using System.CommandLine;
using Rota.App.Problems;
using Rota.App.Upkeep;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Verbs.Looking;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Model;
using Rota.Core.Placement;

namespace Rota.Cli.Verbs.Upkeep;

/// <summary><c>rota prune</c>: removes ended jobs with their output.</summary>
internal static class PruneCommand
{
    private static readonly Argument<string[]> Jobs = JobArguments.Many(ArgumentArity.ZeroOrMore, "Ended jobs");
    private static readonly Option<string?> Older = new("--older-than")
    {
        Description = "Jobs that ended longer ago: 7d, 12h",
    };
    private static readonly Option<int?> Keep = new("--keep")
    {
        Description = "All but the newest N ended jobs",
        HelpName = "N",
    };
    private static readonly Option<bool> Plan = new("--plan")
    {
        Description = "Show which jobs are meant, and do nothing",
    };
    private static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Do not ask" };

    public static Command Create()
    {
        var command = new Command("prune", "Remove ended jobs, their history and their output")
        {
            Jobs,
            Older,
            Keep,
            Plan,
            Yes,
        };
        command.SetAction(parsed => Prune(new Invocation(parsed)));
        return command;
    }

    private static int Prune(Invocation cli)
    {
        var (site, request) = (cli.Site, Request(cli));
        if (cli.Get(Plan))
        {
            Answer.Print(
                cli.Output,
                PruneCases.Choose(site, request, []),
                UpkeepJson.Default.PrunePlan,
                plan => Show(plan, "would remove")
            );
            return ExitCode.Success;
        }

        var finished = PruneCases.Finish(site);
        foreach (var job in finished)
        {
            Screen.Error.WriteLine($"finished the removal of job {job}, which was interrupted");
        }

        if (finished.Count > 0 && request.IsEmpty)
        {
            return ExitCode.Success;
        }

        var chosen = PruneCases.Choose(site, request, finished);
        if (cli.Output == OutputMode.Human)
        {
            Show(chosen, "removes");
        }

        if ((chosen.Jobs.Count > 0 || cli.Output == OutputMode.Json) && IsAgreed(cli))
        {
            Answer.Print(
                cli.Output,
                PruneCases.Remove(site, chosen),
                UpkeepJson.Default.PruneView,
                view => Screen.Error.WriteLine($"freed {Units.Bytes(view.FreedBytes)}")
            );
        }

        return ExitCode.Success;
    }

    private static PruneRequest Request(Invocation cli)
    {
        TimeSpan? age =
            cli.Get(Older) is not { } text ? null
            : Duration.TryParse(text, out var read) ? read
            : throw new ProblemException(ProblemCodes.Usage, $"--older-than {text}", Duration.Form);
        return new PruneRequest(cli.Get(Jobs) ?? [], age, cli.Get(Keep));
    }

    private static void Show(PrunePlan plan, string deed)
    {
        foreach (var job in plan.Jobs.Select(job => job.Row))
        {
            Screen.Out.WriteLine(
                $"{deed} job {job.Id} {Plain.Line(job.Name)}: {job.State.WireName()}, ended {Words.Time(job.Ended)}"
            );
        }

        if (plan.Ahead is [var first, ..])
        {
            Screen.Error.WriteLine(
                $"{Words.Count(plan.Ahead.Count, "job")} ended while the clock was ahead, or it is behind now: kept. "
                    + $"To remove what is so, name the numbers: rota prune {first.Id}"
            );
        }
    }

    private static bool IsAgreed(Invocation cli)
    {
        if (cli.Get(Yes) || !Screen.IsTerminal || Console.IsInputRedirected)
        {
            return true;
        }

        Screen.Error.Write("remove them? [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }
}
