using Rota.App.Following;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Records;
using Rota.Store.Turns;

namespace Rota.App.Steering;

/// <summary>What can be asked of jobs that have not ended: of whoever runs the state, else it is done here.</summary>
public static class RequestCases
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

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

        using var submissions = home.Submissions();
        var left = (
            from job in asked.Open
            from one in request.Asked
            select submissions.Ask(job.Id, one, site.Now)
        ).ToArray();
        using var run = new ForegroundRun(home, [], slots: null) { Node = site.Node };
        while (
            left.Any(one => !run.Queries.IsDone(one))
            || (request.Asked is [Request.Cancel] && asked.Open.Any(job => run.Queries.Job(job.Id) is { Ended: null }))
        )
        {
            run.WaitForChange(Pace);
        }

        return View(run.Queries, asked.Open.Select(job => run.Queries.Job(job.Id)!), asked, request);
    }

    /// <summary>Leaves it for whoever runs the job, and goes on.</summary>
    public static void Leave(Site site, JobId job, Request asked)
    {
        using var submissions = site.Open().Submissions();
        submissions.Ask(job, asked, site.Now);
    }

    private static SteeredJobs View(
        IHomeReader queries,
        IEnumerable<JobRow> jobs,
        AskedJobs asked,
        JobsRequest request
    )
    {
        var timeout = request.Asked.OfType<Request.Timeout>().FirstOrDefault();
        return new(
            [
                .. jobs.Select(job => new SteeredJob(
                    job,
                    queries.MaxParallel(job.Id),
                    timeout is null ? null : queries.Spec(job.Id)?.TimeoutOf(timeout.Entry)
                )),
            ],
            asked.Refused
        );
    }
}
