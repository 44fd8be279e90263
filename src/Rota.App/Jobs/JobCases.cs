using Rota.App.Finding;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.Store.Records;

namespace Rota.App.Jobs;

/// <summary>Looks at jobs.</summary>
public static class JobCases
{
    /// <summary>The newest jobs, or those that a filter means.</summary>
    public static JobList List(Site site, JobListRequest request)
    {
        var home = site.Open();
        using var queries = home.Read();
        var filter = FilterCases.Read(request.Page.Filter, JobFields.Table);
        var search = new Search<JobFacts>(
            filter,
            request.Page with
            {
                Limit = request.Limit,
            },
            site.Now,
            JobPaths.KeyOf
        );
        var paths = new JobPaths(queries, request.Tags, filter, site.Now);
        JobRow[] jobs = [.. search.Of(paths.After, paths.IsServed).Select(job => job.Row)];
        var server = jobs.Any(job => job.Ended is null) ? Served.By(home.State, queries) : null;
        return new JobList([.. jobs.Select(job => JobView.Of(queries, job, server, site.Now))])
        {
            Next = search.Next,
            Complete = search.IsComplete,
            Index = paths.Index,
            Slots = server is null ? null : queries.NodeCapacity()?.Slots,
            Note = ServedNotes.Sentence(jobs, server),
        };
    }

    /// <summary>One job and its entries.</summary>
    /// <exception cref="ProblemException">The address names none, or several.</exception>
    public static JobStatus Status(Site site, string address)
    {
        var home = site.Open();
        using var queries = home.Read();
        var job = JobAddress.Look(queries, address);
        var server = Served.By(home.State, queries);
        return new JobStatus(
            JobView.Of(queries, job, server, site.Now),
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
            After = queries.Awaited(job.Id) is { Count: > 0 } awaited
                ? [.. awaited.Select(one => AfterView.Of(one))]
                : null,
            Note = ServedNotes.Sentence(job, server),
        };
    }
}
