using Rota.App.Following;
using Rota.App.Jobs;
using Rota.App.Planning;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Watching;
using Rota.Core.Model;

namespace Rota.App.Attending;

/// <summary>Tells who follows a job from elsewhere how it stands, and how it ended.</summary>
public static class FollowCases
{
    private const int FailuresMax = 21;
    private const int RunningMax = 8;
    private const int SlowestMax = 3;

    /// <summary>How it stands.</summary>
    /// <param name="site">Where the state is.</param>
    /// <param name="address">The job.</param>
    /// <param name="since">The end of the last failure that is known; null for none.</param>
    /// <param name="request">A request of which it is asked whether it is carried out; null for none.</param>
    /// <exception cref="ProblemException">There is no such job.</exception>
    public static FollowedJob Now(Site site, string address, Instant? since, long? request)
    {
        var home = site.Open();
        using var queries = home.Read();

        // Before the job is read: its end is an old one as long as the request is not carried out.
        var isCurrent = request is not { } asked || queries.IsDone(asked);
        var job = JobAddress.Look(queries, address);
        var spec = queries.Spec(job.Id)!;
        var server = Served.By(home.State, queries);
        var tasks = new FollowedTasks(queries, home.State, job.Id);
        return new FollowedJob
        {
            At = site.Now,
            Job = JobView.Of(queries, job, server, site.Now),
            Levels = Levels.Of(spec),
            IsCurrent = isCurrent,
            Failures =
            [
                .. queries
                    .Attempts.Failed(job.Id, since ?? new Instant(0), FailuresMax)
                    .Select(attempt => FailedAttempt.Of(job.Id, spec, attempt)),
            ],
            Running = job.Live > 0 ? tasks.Running(RunningMax) : [],
            LastFailure = tasks.LastFailed(),
            ServedBy = server?.Name,
        };
    }

    /// <summary>How it ended, with its slowest tasks.</summary>
    /// <exception cref="ProblemException">There is no such job.</exception>
    public static JobSummary Summary(Site site, string address)
    {
        using var queries = site.Open().Read();
        var job = JobAddress.Look(queries, address);
        return JobSummary.Of(job, isNew: null, site.Now) with { Slowest = SlowTask.Of(queries, job, SlowestMax) };
    }
}
