using System.CommandLine;
using Rota.Cli.Output;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Store;
using Rota.Store.Pruning;
using Rota.Store.Queries;

namespace Rota.Cli.Commands;

/// <summary><c>rota prune</c>: removes ended jobs with their output.</summary>
internal static class PruneCommand
{
    private static readonly Argument<long[]> Ids = new("ID")
    {
        Description = "Ended jobs",
        Arity = ArgumentArity.ZeroOrMore,
    };
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
            Ids,
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
        var state = cli.OpenState();
        var finished = cli.Get(Plan) ? [] : Finish(state);
        foreach (var job in finished)
        {
            Invocation.Error.WriteLine($"finished the removal of job {job}, which was interrupted");
        }

        if (finished.Count > 0 && IsUnspecified(cli))
        {
            return ExitCode.Success;
        }

        List<JobRow> chosen;
        using (var queries = new JobQueries(state))
        {
            chosen = [.. Chosen(cli, queries, finished)];
        }

        if (cli.Output == OutputMode.Human)
        {
            foreach (var job in chosen)
            {
                Invocation.Out.WriteLine(
                    $"{(cli.Get(Plan) ? "would remove" : "removes")} job {job.Id} {Plain.Line(job.Name)}: "
                        + $"{job.State.Word()}, ended {Words.Time(job.Ended)}"
                );
            }
        }

        if (cli.Get(Plan) || chosen.Count == 0 || !IsAgreed(cli))
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
            Invocation.Out.WriteLine(
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
            Invocation.Error.WriteLine($"freed {Units.Bytes(freed)}");
        }
    }

    private static bool IsUnspecified(Invocation cli) =>
        cli.Get(Ids) is not { Length: > 0 } && cli.Get(Keep) is null && cli.Get(Older) is null;

    private static bool IsAgreed(Invocation cli)
    {
        if (cli.Get(Yes) || !Invocation.IsTerminal || Console.IsInputRedirected)
        {
            return true;
        }

        Invocation.Error.Write("remove them? [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    private static IEnumerable<JobRow> Chosen(Invocation cli, JobQueries queries, IReadOnlyList<JobId> finished)
    {
        if (cli.Get(Ids) is { Length: > 0 } ids)
        {
            return ids.Where(id => !finished.Contains(new JobId(id)))
                .Select(id => Invocation.Job(queries, id))
                .Select(job =>
                    job.Ended is not null
                        ? job
                        : throw new CommandFailure(
                            ExitCode.BadInput,
                            "job-open",
                            $"job {job.Id} has not ended",
                            $"cancel it first: rota cancel {job.Id}"
                        )
                )
                .ToList();
        }

        // Both together: what both allow. Whoever names two conditions wants to keep more, not less.
        var (keep, age) = (KeepOf(cli), AgeOf(cli));
        if (keep is null && age is null)
        {
            throw new CommandFailure(ExitCode.BadInput, "usage", "say which jobs: ids, --older-than 7d or --keep 100");
        }

        return queries
            .Jobs(int.MaxValue)
            .Where(job => job.Ended is not null)
            .Skip(keep ?? 0)
            .Where(job => age is null || Invocation.Now - job.Ended!.Value > age);
    }

    private static int? KeepOf(Invocation cli) =>
        cli.Get(Keep) is < 0 and var keep
            ? throw new CommandFailure(ExitCode.BadInput, "usage", $"--keep {keep}: a number of jobs, at least 0")
            : cli.Get(Keep);

    private static TimeSpan? AgeOf(Invocation cli)
    {
        if (cli.Get(Older) is not { } text)
        {
            return null;
        }

        return Duration.TryParse(text, out var age)
            ? age
            : throw new CommandFailure(ExitCode.BadInput, "usage", $"--older-than {text}", Duration.Form);
    }
}
