using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Upkeep;

/// <summary>
/// Removes ended jobs with their history and their output, in steps that a person can be asked between.
/// </summary>
public static class PruneCases
{
    /// <summary>What was changed, and by whom, is kept so long at least, whatever age is named.</summary>
    private static readonly TimeSpan AuditKept = TimeSpan.FromDays(365);

    /// <summary>Finishes what an earlier prune was killed in.</summary>
    /// <returns>The jobs that it was about.</returns>
    public static IReadOnlyList<JobId> Finish(Site site)
    {
        var home = site.Open();
        using (var queries = home.Read())
        {
            if (!queries.Proof.HasUnfinishedPrune)
            {
                return [];
            }
        }

        using var prune = home.Prune();
        var finished = prune.FinishEarlier();
        _ = prune.GiveBack();
        return finished;
    }

    /// <summary>Says which jobs are meant.</summary>
    /// <param name="site">Where the state is, and the time.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="finished">Jobs that are gone already, and may be named.</param>
    /// <exception cref="ProblemException">Nothing is named, or a job that is not there or has not ended.</exception>
    public static PrunePlan Choose(Site site, PruneRequest request, IReadOnlyList<JobId> finished)
    {
        using var queries = site.Open().Read();
        JobRow[] chosen = request.Jobs.Count > 0 ? Named(request, queries, finished) : Old(request, queries, site.Now);
        return new PrunePlan([.. chosen.Select(job => new JobStateView(job))])
        {
            Age = request.Jobs.Count > 0 ? null : request.OlderThan,
            Ahead = request.OlderThan is null ? [] : [.. RetentionAge.Ahead(queries.Jobs(int.MaxValue), site.Now)],
        };
    }

    /// <summary>Removes what a plan named, and gives the room back to the disk.</summary>
    public static PruneView Remove(Site site, PrunePlan plan)
    {
        using var prune = site.Open().Prune();
        foreach (var job in plan.Jobs)
        {
            prune.Remove(new JobId(job.Id));
        }

        if (plan.Age is { } age)
        {
            prune.ForgetAudit(site.Now + -(age > AuditKept ? age : AuditKept));
        }

        return new PruneView([.. plan.Jobs.Select(job => job.Id)], prune.GiveBack());
    }

    private static JobRow[] Named(PruneRequest request, IHomeReader queries, IReadOnlyList<JobId> finished) =>
        [
            .. request
                .Jobs.Where(job => !(long.TryParse(job, out var id) && finished.Contains(new JobId(id))))
                .Select(job => JobAddress.Act(queries, job, one => one.Ended is not null))
                .DistinctBy(job => job.Id)
                .Select(job =>
                    job.Ended is not null
                        ? job
                        : throw new ProblemException(
                            ProblemCodes.JobOpen,
                            $"job {job.Id} has not ended",
                            $"cancel it first: rota cancel {job.Id}"
                        )
                ),
        ];

    /// <summary>
    /// Of both conditions together what both allow: whoever names two wants to keep more, not less.
    /// </summary>
    private static JobRow[] Old(PruneRequest request, IHomeReader queries, Instant now) =>
        request switch
        {
            { IsEmpty: true } => throw new ProblemException(
                ProblemCodes.Usage,
                "say which jobs: ids, --older-than 7d or --keep 100"
            ),
            { Keep: < 0 } => throw new ProblemException(
                ProblemCodes.Usage,
                $"--keep {request.Keep}: a number of jobs, at least 0"
            ),
            _ =>
            [
                .. RetentionAge
                    .Of(queries.Jobs(int.MaxValue), now)
                    .Where(one => one.Job.Ended is not null)
                    .Skip(request.Keep ?? 0)
                    .Where(one => request.OlderThan is null || now - one.Ended > request.OlderThan)
                    .Select(one => one.Job),
            ],
        };
}
