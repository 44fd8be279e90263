using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Records;
using Rota.Store.Turns;

namespace Rota.App.Steering;

/// <summary>What can be asked of jobs that have not ended: of whoever runs the state, else it is done here.</summary>
public static class RequestCases
{
    /// <summary>The jobs that are meant, as they are now.</summary>
    public static SteeredJobs Plan(Site site, JobsRequest request)
    {
        using var queries = site.Open().Read();
        var asked = AskedJobs.Of(queries, request);
        return View(queries, asked.Open, asked, request);
    }

    /// <summary>Has it carried out for each job that is open; one that is cancelled has ended then.</summary>
    public static SteeredJobs Ask(Site site, JobsRequest request)
    {
        var home = site.Open();
        using var queries = home.Read();
        var asked = AskedJobs.Of(queries, request);
        if (asked.Open.Count == 0)
        {
            return View(queries, [], asked, request);
        }

        var asks = asked.Open.SelectMany(job => request.Asked.Select(one => (job.Id, one)));
        _ = Carried.Out(
            site,
            home,
            asks,
            now =>
                !request.AwaitsEnd
                || request.Asked is not [Request.Cancel]
                || asked.Open.All(job => now.Job(job.Id) is not { Ended: null })
        );
        return View(queries, asked.Open.Select(job => queries.Job(job.Id)!), asked, request);
    }

    /// <summary>Leaves it for whoever runs the job, and goes on.</summary>
    public static void Leave(Site site, JobId job, Request asked)
    {
        using var submissions = site.Open().Submissions();
        submissions.Ask(job, asked, site.Now);
    }

    private static SteeredJobs View(IHomeReader queries, IEnumerable<JobRow> jobs, AskedJobs asked, JobsRequest request)
    {
        var timeout = request.Asked.OfType<Request.Timeout>().FirstOrDefault();
        var entry = request.Asked.OfType<Request.Parallel>().FirstOrDefault()?.Entry;
        return new(
            [
                .. jobs.Select(job => new SteeredJob(
                    job,
                    entry is null ? queries.MaxParallel(job.Id) : queries.Spec(job.Id)?.ParallelOf(entry),
                    timeout is null ? null : queries.Spec(job.Id)?.TimeoutOf(timeout.Entry)
                )),
            ],
            asked.Refused
        );
    }
}
