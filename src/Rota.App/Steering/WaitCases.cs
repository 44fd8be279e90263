using System.Diagnostics;
using Rota.App.Following;
using Rota.App.Jobs;
using Rota.App.Serving;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Steering;

/// <summary>
/// Waits until jobs have ended that another process runs. Where nobody does, it says so and waits on: somebody may go on
/// with them.
/// </summary>
public static class WaitCases
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits.</summary>
    /// <param name="site">The state.</param>
    /// <param name="request">For what, and how long.</param>
    /// <param name="tell">Who is told whether somebody runs the jobs, at each change of it.</param>
    /// <param name="mustLeave">Whether to wait no more.</param>
    /// <param name="show">Who shows how they stand; null for nobody.</param>
    public static AwaitedJobs Wait(
        Site site,
        WaitRequest request,
        Action<string> tell,
        Func<bool> mustLeave,
        Action<IHomeReader, IReadOnlyList<JobRow>>? show = null
    )
    {
        var home = site.Open();
        using var queries = home.Read();
        JobId[] meant = [.. request.Jobs.Select(job => JobAddress.Look(queries, job).Id)];
        var attention = new WaitAttention(home.State, site.Node, queries, tell);
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var jobs = meant.Select(id => KnownJob.Find(queries, id.Value)).ToArray();
            if (jobs.All(job => job.Ended is not null))
            {
                return View(jobs, WaitEnd.Ended, null);
            }

            if (mustLeave())
            {
                return View(jobs, WaitEnd.Left, attention.Server);
            }

            if (request.Limit is { } most && Stopwatch.GetElapsedTime(started) > most)
            {
                return View(jobs, WaitEnd.TimedOut, attention.Server);
            }

            attention.Tell(jobs);
            show?.Invoke(queries, jobs);
            Thread.Sleep(Pace);
        }
    }

    private static AwaitedJobs View(JobRow[] jobs, WaitEnd end, Server? server) =>
        new([.. jobs.Select(job => new AwaitedJob(job, server))]) { End = end };
}
