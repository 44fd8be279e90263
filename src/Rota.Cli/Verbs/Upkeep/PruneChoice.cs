using System.CommandLine;
using Rota.App.Jobs;
using Rota.App.Planning;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Model;
using Rota.Linux.Clocks;
using Rota.Store.Records;
using Rota.Store.Sqlite.Queries;

namespace Rota.Cli.Verbs.Upkeep;

/// <summary>Which jobs a prune is about.</summary>
internal static class PruneChoice
{
    public static readonly Argument<long[]> Ids = new("ID")
    {
        Description = "Ended jobs",
        Arity = ArgumentArity.ZeroOrMore,
    };
    public static readonly Option<string?> Older = new("--older-than")
    {
        Description = "Jobs that ended longer ago: 7d, 12h",
    };
    public static readonly Option<int?> Keep = new("--keep")
    {
        Description = "All but the newest N ended jobs",
        HelpName = "N",
    };

    /// <summary>Whether nothing was named.</summary>
    public static bool IsUnspecified(Invocation cli) =>
        cli.Get(Ids) is not { Length: > 0 } && cli.Get(Keep) is null && cli.Get(Older) is null;

    /// <summary>The jobs, ended all of them.</summary>
    public static IEnumerable<JobRow> Of(Invocation cli, JobQueries queries, IReadOnlyList<JobId> finished)
    {
        if (cli.Get(Ids) is { Length: > 0 } ids)
        {
            return ids.Where(id => !finished.Contains(new JobId(id)))
                .Select(id => KnownJob.Find(queries, id))
                .Select(job =>
                    job.Ended is not null
                        ? job
                        : throw new ProblemException(
                            ProblemCodes.JobOpen,
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
            throw new ProblemException(ProblemCodes.Usage, "say which jobs: ids, --older-than 7d or --keep 100");
        }

        var now = WallClock.Now;
        return RetentionAge
            .Of(queries.Jobs(int.MaxValue), now)
            .Where(one => one.Job.Ended is not null)
            .Skip(keep ?? 0)
            .Where(one => age is null || now - one.Ended > age)
            .Select(one => one.Job);
    }

    private static int? KeepOf(Invocation cli) =>
        cli.Get(Keep) is < 0 and var keep
            ? throw new ProblemException(ProblemCodes.Usage, $"--keep {keep}: a number of jobs, at least 0")
            : cli.Get(Keep);

    private static TimeSpan? AgeOf(Invocation cli)
    {
        if (cli.Get(Older) is not { } text)
        {
            return null;
        }

        return Duration.TryParse(text, out var age)
            ? age
            : throw new ProblemException(ProblemCodes.Usage, $"--older-than {text}", Duration.Form);
    }
}
