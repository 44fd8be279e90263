using Rota.App.Problems;
using Rota.App.Serving;

namespace Rota.App.Jobs;

/// <summary>Looks at jobs.</summary>
public static class JobCases
{
    /// <summary>The newest jobs.</summary>
    public static JobList List(Site site, JobListRequest request)
    {
        var home = site.Open();
        using var queries = home.Read();
        var jobs = queries.Jobs(request.Limit, request.Tags);
        var server = jobs.Any(job => job.Ended is null) ? Served.By(home.State, queries) : null;
        return new JobList([.. jobs.Select(job => JobView.Of(queries, job, server))])
        {
            Slots = server is null ? null : queries.NodeCapacity()?.Slots,
            Note = ServedNotes.Sentence(jobs, server),
        };
    }

    /// <summary>One job and its entries.</summary>
    /// <exception cref="ProblemException">There is none of this number.</exception>
    public static JobStatus Status(Site site, long id)
    {
        var home = site.Open();
        using var queries = home.Read();
        var job = KnownJob.Find(queries, id);
        var server = Served.By(home.State, queries);
        return new JobStatus(
            JobView.Of(queries, job, server),
            [
                .. queries
                    .Groups(job.Id)
                    .Select(group => new EntryView(
                        group.Name,
                        group.Total,
                        TaskCounts.Of(group.Counts),
                        group.Held.Count
                    )),
            ]
        )
        {
            Note = ServedNotes.Sentence(job, server),
        };
    }
}
