using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Records;
using Rota.Store.Turns;

namespace Rota.App.Steering;

/// <summary>Holds tasks that wait, and releases them: single ones, entries, and whole jobs, which are paused.</summary>
public static class HoldCases
{
    /// <summary>Tasks that others follow and that may be held: each of them gets a record of its own.</summary>
    internal const int FollowedMax = 10_000;

    /// <summary>The tasks that are meant, and how many of them are held now.</summary>
    /// <exception cref="ProblemException">There is no such task, its job has ended, or too many are named.</exception>
    public static HeldTasks Plan(Site site, HoldRequest request)
    {
        using var queries = site.Open().Read();
        return View(queries, Named(queries, request));
    }

    /// <summary>Has it carried out.</summary>
    /// <exception cref="ProblemException">As with a plan.</exception>
    public static HeldTasks Ask(Site site, HoldRequest request)
    {
        var home = site.Open();
        using var queries = home.Read();
        var named = Named(queries, request);
        _ = Carried.Out(site, home, named.SelectMany(tasks => Requests(queries, tasks, request.Releases)));
        return View(queries, named);
    }

    private static IReadOnlyList<NamedTasks> Named(IHomeReader queries, HoldRequest request)
    {
        var named = request.Addresses.Select(address => NamedTasks.Find(queries, address, request.Tasks)).ToArray();
        foreach (var tasks in named)
        {
            if (tasks.Job.Ended is not null)
            {
                throw new ProblemException(
                    ProblemCodes.JobEnded,
                    $"job {tasks.Job.Id} has ended ({tasks.Job.State.WireName()})"
                );
            }

            RefuseMany(queries, tasks, request.Releases);
        }

        return named;
    }

    /// <summary>
    /// Those from the cursor on are one range: one task that starts among held ones parts it from all before.
    /// </summary>
    internal static void RefuseMany(IHomeReader queries, NamedTasks tasks, bool releases)
    {
        if (tasks.Group is not { } ordinal)
        {
            return;
        }

        var group = queries.Groups(tasks.Job.Id)[ordinal];
        var after = releases ? group.Held.Without(tasks.Ordinals) : group.Held.Or(tasks.Ordinals);
        var untouched = after.And(OrdinalRanges.From(group.Next, group.Total - 1));
        var followed = untouched
            .Ranges.Where(range => range.Last < group.Total - 1)
            .Sum(range => range.Last - range.First + 1);
        if (followed > FollowedMax)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"{Words.Count(followed, "task")} of {tasks.Job.Id}.{group.Name} would be held one by one, "
                    + $"more than {FollowedMax:N0}",
                $"hold all from one on, or the entry: rota hold {tasks.Job.Id}.{group.Name}"
            );
        }
    }

    private static IEnumerable<(JobId, Request)> Requests(IHomeReader queries, NamedTasks tasks, bool releases)
    {
        var job = tasks.Job.Id;
        if (tasks.Group is { } group)
        {
            return
            [
                (job, releases ? new Request.Release(group, tasks.Ordinals) : new Request.Hold(group, tasks.Ordinals)),
            ];
        }

        return OfJob(queries, job, releases).Select(request => (job, request));
    }

    /// <summary>What holds or releases a whole job.</summary>
    internal static IEnumerable<Request> OfJob(IHomeReader queries, JobId job, bool releases) =>
        releases
            ? queries
                .Groups(job)
                .Where(entry => !entry.Held.IsEmpty)
                .Select(entry => (Request)new Request.Release(entry.Ordinal, entry.Held))
                .Append(new Request.Resume())
            : [new Request.Pause()];

    private static HeldTasks View(IHomeReader queries, IEnumerable<NamedTasks> named) =>
        new([.. named.Select(tasks => View(queries.Job(tasks.Job.Id)!, queries.Groups(tasks.Job.Id), tasks))]);

    private static HeldEntry View(JobRow job, IReadOnlyList<GroupRow> groups, NamedTasks tasks) =>
        tasks.Group is { } group
            ? new HeldEntry(
                job.Id.Value,
                groups[group].Name,
                job.State.WireName(),
                tasks.Ordinals.Count,
                tasks.Ordinals.And(groups[group].Held).Count
            )
            : new HeldEntry(job.Id.Value, null, job.State.WireName(), job.Total, groups.Sum(entry => entry.Held.Count));
}
