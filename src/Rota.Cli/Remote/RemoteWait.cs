using System.Diagnostics;
using Rota.App.Explaining;
using Rota.App.Jobs;
using Rota.App.Steering;
using Rota.App.Wording;
using Rota.Client;

namespace Rota.Cli.Remote;

/// <summary><c>rota wait</c> for jobs of a server: it answers as soon as one has ended.</summary>
internal static class RemoteWait
{
    /// <summary>A wait that is so short lets signals and other jobs be heard.</summary>
    private static readonly TimeSpan Part = TimeSpan.FromSeconds(1);

    /// <summary>Waits.</summary>
    /// <param name="server">The server.</param>
    /// <param name="request">For what, and how long.</param>
    /// <param name="tell">Who is told why nothing of a job runs.</param>
    /// <param name="mustLeave">Whether to wait no more.</param>
    public static async Task<AwaitedJobs> Wait(
        RotaClient server,
        WaitRequest request,
        Action<string> tell,
        Func<bool> mustLeave
    )
    {
        var started = Stopwatch.GetTimestamp();
        var statuses = new Dictionary<string, JobStatus>();
        var standstills = new Dictionary<string, StandstillNotes>();
        foreach (var job in request.Jobs)
        {
            statuses[job] = await server.Jobs.StatusAsync(job).ConfigureAwait(false);
        }

        while (true)
        {
            var open = statuses.Where(one => one.Value.Job.Ended is null).Select(one => one.Key).ToArray();
            if (open.Length == 0)
            {
                return await View(WaitEnd.Ended).ConfigureAwait(false);
            }

            if (mustLeave())
            {
                return await View(WaitEnd.Left).ConfigureAwait(false);
            }

            var left = request.Limit is { } limit ? limit - Stopwatch.GetElapsedTime(started) : Part;
            if (left <= TimeSpan.Zero)
            {
                return await View(WaitEnd.TimedOut).ConfigureAwait(false);
            }

            // By its number: a name could mean another job by now.
            await server.Jobs.WaitAsync($"{statuses[open[0]].Job.Id}", Part).ConfigureAwait(false);
            foreach (var job in open)
            {
                statuses[job] = await server.Jobs.StatusAsync($"{statuses[job].Job.Id}").ConfigureAwait(false);
                if (Standstill(job).New(RemoteJob.RowOf(statuses[job].Job)) is { } waits)
                {
                    tell(Plain.Line(waits));
                }
            }
        }

        StandstillNotes Standstill(string job) =>
            standstills.TryGetValue(job, out var known)
                ? known
                : standstills[job] = new StandstillNotes(row =>
                    server.Jobs.StandstillAsync($"{row.Id}").GetAwaiter().GetResult().Reasons
                );

        async Task<AwaitedJobs> View(WaitEnd end)
        {
            var who = end == WaitEnd.Ended ? null : (await server.Machine.ServerAsync().ConfigureAwait(false)).Name;
            return new AwaitedJobs([.. request.Jobs.Select(job => new AwaitedJob(statuses[job], who))]) { End = end };
        }
    }
}
