using System.Diagnostics;
using Rota.App.Cells;
using Rota.App.Queues;
using Rota.App.Serving;
using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Linux.Clocks;
using Rota.Store.Home;
using Rota.Store.Records;
using Rota.Store.Specs;

namespace Rota.App.Watching;

/// <summary>
/// Looks at a state again and again by a connection of its own. What costs as much as there are open jobs or live
/// attempts is looked at once in a while; failures are read anew of those jobs only of which attempts have ended.
/// </summary>
public sealed class OverviewReader : IDisposable
{
    private static readonly TimeSpan RarePace = TimeSpan.FromSeconds(2);
    private readonly Site site;
    private readonly TimeSpan pace;
    private readonly SystemTimeZones zones = new();
    private readonly IHome home;
    private readonly IHomeReader queries;
    private readonly TaskSpecs specs;
    private readonly MachineReader machine;
    private readonly Dictionary<JobId, (long Attempts, IReadOnlyList<AttemptRow> Last)> failures = [];
    private Seldom? rare;

    /// <summary>Begins to look.</summary>
    /// <param name="site">The state.</param>
    /// <param name="pace">
    /// How old what costs much may be; 2 s where it is not given, for who looks again and again.
    /// </param>
    /// <exception cref="Store.StoreException">There is nothing, or it cannot be used.</exception>
    public OverviewReader(Site site, TimeSpan? pace = null)
    {
        (this.site, this.pace, home) = (site, pace ?? RarePace, site.Open());
        queries = home.Read();
        (specs, machine) = (new TaskSpecs(queries), new MachineReader(queries));
    }

    /// <summary>Hears that somebody committed.</summary>
    /// <returns>What ends it; null where nothing can be heard.</returns>
    public IDisposable? Listen(Action committed) => home.Listen(committed);

    /// <summary>How it stands now.</summary>
    public Overview Read(OverviewRequest request)
    {
        var (_, server, queues, load, notices) = Rare();
        var jobs = Jobs(request.Jobs);
        var running = queries.Live.Running(null, request.Running);
        var failed = Failures(jobs, request.Failures);
        var nodes = new Lazy<IReadOnlyDictionary<NodeId, string>>(queries.NodeNames);
        var overview = new Overview
        {
            At = site.Now,
            ServedBy = server?.Name,
            OpenJobs = queries.Live.OpenJobs,
            Jobs = [.. jobs.Select(job => JobGlance.Of(queries, job, server, site.Now))],
            Running = [.. running.Select(task => Glance(task, nodes)).OfType<TaskGlance>()],
            Failures = [.. failed.Select(one => Glance(one.Job, one.Attempt)).OfType<FailureGlance>()],
            Machine = load,
            Queues = queues,
            Notices = notices,
        };
        specs.Keep(running.Select(task => task.Job).Concat(failed.Select(one => one.Job)));
        return overview;
    }

    /// <summary>The tasks of a job that somebody looks at; null where it is gone.</summary>
    /// <param name="job">Its number.</param>
    /// <param name="limit">How many tasks there is room for.</param>
    public JobPage? Read(long job, int limit) =>
        queries.Job(new JobId(job)) is { } row
            ? new JobPage(
                site.Now,
                JobGlance.Of(queries, row, Rare().Server, site.Now),
                JobTasks.Of(home.State, queries, specs, row, limit)
            )
            : null;

    /// <inheritdoc/>
    public void Dispose() => queries.Dispose();

    private List<JobRow> Jobs(int limit)
    {
        var jobs = queries.Live.Jobs(limit).ToList();
        if (jobs.Count < limit)
        {
            jobs.AddRange(queries.Jobs(limit).Where(job => job.Ended is not null).Take(limit - jobs.Count));
        }

        return jobs;
    }

    private (JobId Job, AttemptRow Attempt)[] Failures(List<JobRow> jobs, int limit)
    {
        foreach (var gone in failures.Keys.Except(jobs.Select(job => job.Id)).ToArray())
        {
            failures.Remove(gone);
        }

        foreach (var job in jobs.Where(job => job.Attempts > 0))
        {
            if (failures.GetValueOrDefault(job.Id).Attempts != job.Attempts)
            {
                failures[job.Id] = (job.Attempts, queries.Live.LastFailed(job.Id, limit));
            }
        }

        return
        [
            .. failures
                .SelectMany(job => job.Value.Last.Select(attempt => (job.Key, attempt)))
                .Where(one => one.attempt.Outcome.IsFailure())
                .OrderByDescending(one => one.attempt.Ended)
                .Take(limit),
        ];
    }

    private TaskGlance? Glance(LiveTask task, Lazy<IReadOnlyDictionary<NodeId, string>> nodes) =>
        specs.Of(task.Job, task.Row.Group, task.Row.Index) is { } entry
            ? TaskGlance.Of(
                home.State.PlacesOf(OwnerLabel.In(queries.Job(task.Job)?.Tags)),
                task.Job,
                entry,
                task.Row
            ) with
            {
                Holds = HeldGlance.Of(task),
                Node = task.Row.Node is { } node && node != home.State.Node ? NodeWords.Name(nodes.Value, node) : null,
            }
            : null;

    private FailureGlance? Glance(JobId job, AttemptRow attempt) =>
        specs.Of(job, attempt.Group, attempt.Index) is { } entry ? FailureGlance.Of(job, entry, attempt) : null;

    private Seldom Rare()
    {
        if (rare is not { } known || Stopwatch.GetElapsedTime(known.At) > pace)
        {
            rare = known = new(
                Stopwatch.GetTimestamp(),
                Served.By(home.State, queries),
                [.. queries.Queues.All().Select(queue => QueueView.Of(queue, zones, site.Now))],
                machine.Read(),
                NodeNotices.Of(home.State, queries, site.Node)
            );
        }

        return known;
    }
}
