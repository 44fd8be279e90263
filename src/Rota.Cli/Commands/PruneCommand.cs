using System.CommandLine;
using Rota.Cli.Output;
using Rota.Cli.Planning;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Model;
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
        List<JobRow> chosen;
        JobRow[] ahead;
        using (var queries = new JobQueries(state))
        {
            chosen = [.. Chosen(cli, queries)];
            ahead = cli.Get(Older) is null ? [] : [.. RetentionAge.Ahead(queries.Jobs(int.MaxValue), Invocation.Now)];
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

        if (ahead is [var first, ..] && cli.Output == OutputMode.Human)
        {
            Invocation.Error.WriteLine(
                $"{Words.Count(ahead.Length, "job")} ended while the clock was ahead, or it is behind now: kept. "
                    + $"To remove what is so, name the numbers: rota prune {first.Id}"
            );
        }

        if (cli.Get(Plan) || chosen.Count == 0 || !IsAgreed(cli))
        {
            return ExitCode.Success;
        }

        Maintenance.Prune(state, chosen.Select(job => job.Id));
        return ExitCode.Success;
    }

    private static bool IsAgreed(Invocation cli)
    {
        if (cli.Get(Yes) || !Invocation.IsTerminal || Console.IsInputRedirected)
        {
            return true;
        }

        Invocation.Error.Write("remove them? [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    private static IEnumerable<JobRow> Chosen(Invocation cli, JobQueries queries)
    {
        if (cli.Get(Ids) is { Length: > 0 } ids)
        {
            return ids.Select(id => Invocation.Job(queries, id))
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

        var now = Invocation.Now;
        var since = RetentionAge.Of(queries.Jobs(int.MaxValue), now);
        return since
            .Where(one => one.Job.Ended is not null)
            .Skip(keep ?? 0)
            .Where(one => age is null || now - one.Ended > age)
            .Select(one => one.Job);
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
