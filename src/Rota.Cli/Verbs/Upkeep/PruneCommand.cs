using System.CommandLine;
using Rota.App.Planning;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Cli.Verbs.Steering;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Linux.Clocks;
using Rota.Store.Local;
using Rota.Store.Records;
using Rota.Store.Sqlite.Pruning;
using Rota.Store.Sqlite.Queries;

namespace Rota.Cli.Verbs.Upkeep;

/// <summary><c>rota prune</c>: removes ended jobs with their output.</summary>
internal static class PruneCommand
{
    private static readonly Option<bool> Plan = new("--plan")
    {
        Description = "Show which jobs are meant, and do nothing",
    };
    private static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Do not ask" };

    public static Command Create()
    {
        var command = new Command("prune", "Remove ended jobs, their history and their output")
        {
            PruneChoice.Ids,
            PruneChoice.Older,
            PruneChoice.Keep,
            Plan,
            Yes,
        };
        command.SetAction(parsed => Prune(new Invocation(parsed)));
        return command;
    }

    private static int Prune(Invocation cli)
    {
        var state = cli.OpenState();
        var finished = cli.Get(Plan) ? [] : Finish(state);
        foreach (var job in finished)
        {
            Screen.Error.WriteLine($"finished the removal of job {job}, which was interrupted");
        }

        if (finished.Count > 0 && PruneChoice.IsUnspecified(cli))
        {
            return ExitCode.Success;
        }

        List<JobRow> chosen;
        JobRow[] ahead;
        using (var queries = new JobQueries(state))
        {
            chosen = [.. PruneChoice.Of(cli, queries, finished)];
            ahead = cli.Get(PruneChoice.Older) is null
                ? []
                : [.. RetentionAge.Ahead(queries.Jobs(int.MaxValue), WallClock.Now)];
        }

        if (cli.Output == OutputMode.Human)
        {
            foreach (var job in chosen)
            {
                Screen.Out.WriteLine(
                    $"{(cli.Get(Plan) ? "would remove" : "removes")} job {job.Id} {Plain.Line(job.Name)}: "
                        + $"{job.State.Word()}, ended {Words.Time(job.Ended)}"
                );
            }
        }

        if (ahead is [var first, ..] && cli.Output == OutputMode.Human)
        {
            Screen.Error.WriteLine(
                $"{Words.Count(ahead.Length, "job")} ended while the clock was ahead, or it is behind now: kept. "
                    + $"To remove what is so, name the numbers: rota prune {first.Id}"
            );
        }

        if (cli.Get(Plan) && cli.Output == OutputMode.Json)
        {
            JobAnswer.PrintJson(chosen);
        }

        if (cli.Get(Plan) || (chosen.Count == 0 && cli.Output != OutputMode.Json) || !IsAgreed(cli))
        {
            return ExitCode.Success;
        }

        Remove(cli, state, chosen);
        return ExitCode.Success;
    }

    private static IReadOnlyList<JobId> Finish(StateDirectory state)
    {
        using (var queries = new JobQueries(state))
        {
            if (!OutputCheck.HasUnfinished(state, queries))
            {
                return [];
            }
        }

        using var prune = new Prune(state);
        var finished = prune.FinishEarlier();
        _ = prune.GiveBack();
        return finished;
    }

    private static void Remove(Invocation cli, StateDirectory state, List<JobRow> chosen)
    {
        using var prune = new Prune(state);
        foreach (var job in chosen)
        {
            prune.Remove(job.Id);
        }

        var freed = prune.GiveBack();
        if (cli.Output == OutputMode.Json)
        {
            Screen.Out.WriteLine(
                Json.Line(json =>
                {
                    json.WriteNumber("version", 1);
                    json.WriteStartArray("removed");
                    chosen.ForEach(job => json.WriteNumberValue(job.Id.Value));
                    json.WriteEndArray();
                    json.WriteNumber("freed_bytes", freed);
                })
            );
        }
        else if (cli.Output == OutputMode.Human)
        {
            Screen.Error.WriteLine($"freed {Units.Bytes(freed)}");
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
