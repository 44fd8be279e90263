using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Turns;

namespace Rota.App.Steering;

/// <summary>Going on with unfinished jobs, paused ones included.</summary>
public static class ResumeCases
{
    /// <summary>
    /// The job of this number or name, which must be open; without one all that are, in the order of their turn.
    /// </summary>
    /// <exception cref="ProblemException">There is no such job, or it has ended.</exception>
    public static IReadOnlyList<JobId> Choose(Site site, string? address)
    {
        using var queries = site.Open().Read();
        if (address is not null)
        {
            return [OpenJob(queries, address)];
        }

        return
        [
            .. queries.Unfinished().OrderByDescending(job => job.Priority).ThenBy(job => job.Id).Select(job => job.Id),
        ];
    }

    /// <summary>Asks whoever runs the state to go on with the job.</summary>
    /// <returns>The request after which it is not paused any more.</returns>
    public static long Ask(Site site, JobId job)
    {
        using var submissions = site.Open().Submissions();
        var request = submissions.Ask(job, new Request.Resume(), site.Now);
        submissions.Ask(job, new Request.Run(), site.Now);
        return request;
    }

    /// <summary>Asks for all of them, where nobody follows them.</summary>
    /// <returns>The daemon that runs them; null where a process must be started that does.</returns>
    internal static Server? HandOver(Site site, IReadOnlyList<JobId> jobs)
    {
        foreach (var job in jobs)
        {
            Ask(site, job);
        }

        var home = site.Open();
        using var queries = home.Read();
        return queries.Frame.IsServingAll ? Served.By(home.State, queries) : null;
    }

    /// <summary>
    /// Whether somebody runs them, be it another whom the new process watches, or they have ended already.
    /// </summary>
    internal static bool IsRunning(IHome home, IReadOnlyList<JobId> jobs)
    {
        if (FileLock.HolderOf(home.State.ServeLock) is not null)
        {
            return true;
        }

        using var queries = home.Read();
        return jobs.All(job => queries.Job(job) is null or { Ended: not null });
    }

    private static JobId OpenJob(IHomeReader queries, string address)
    {
        var job = JobAddress.Act(queries, address, one => one.Ended is null);
        return job.Ended is null
            ? job.Id
            : throw new ProblemException(
                ProblemCodes.JobEnded,
                $"job {job.Id} has ended ({job.State.WireName()})",
                job.State == JobState.Succeeded
                    ? $"there is nothing to do; for all of it once more: rota rerun {job.Id} --all"
                    : $"run tasks again with: rota rerun {job.Id} --failed"
            );
    }
}
