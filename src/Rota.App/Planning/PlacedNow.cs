using Rota.App.Explaining;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Scheduling;
using Rota.Core.Scheduling.Explanations;
using Rota.Core.Scheduling.State;

namespace Rota.App.Planning;

/// <summary>What would run where: decided by the runner's own code, on a copy of all it knows.</summary>
internal static class PlacedNow
{
    /// <summary>Turns that are looked at: each starts thousands of tasks.</summary>
    private const int TurnsMax = 64;

    /// <summary>
    /// What would become of a job if it were submitted now; null on a machine without other nodes, and of a job that
    /// starts later.
    /// </summary>
    public static PlacementView? Of(Site site, JobSpec spec)
    {
        if (
            spec.NotBefore is not null
            || !spec.After.IsEmpty
            || !Directory.Exists(site.Path)
            || site.Open() is not { Exists: true } home
        )
        {
            return null;
        }

        using var queries = home.Read();
        if (queries.CellNodes().All(node => node.IsRemoved))
        {
            return null;
        }

        var reconciler = Reconstruction.Of(home.State, queries, site.Node, null);
        var last = reconciler.Jobs.Keys.Select(id => id.Value).DefaultIfEmpty().Max();
        var job = new ActiveJob(new JobId(last + 1), spec);
        reconciler.NextAttempt = reconciler.Attempts.Keys.Select(id => id.Value).DefaultIfEmpty().Max() + 1;
        reconciler.Adopt(job, [], []);
        Start(reconciler);
        return View(reconciler, job);
    }

    private static void Start(Reconciler reconciler)
    {
        for (var turn = 0; turn < TurnsMax; turn++)
        {
            var before = reconciler.Attempts.Count;
            reconciler.Dispatch();
            if (reconciler.Attempts.Count == before || !reconciler.MayStart)
            {
                return;
            }
        }
    }

    private static PlacementView View(Reconciler reconciler, ActiveJob job)
    {
        var placed = job
            .Live.Where(attempt => attempt.HoldsRoom)
            .GroupBy(attempt => attempt.Node)
            .Select(node => new PlacedTasks(reconciler.Nodes.Require(node.Key).Traits.Name, node.Count()))
            .OrderByDescending(node => node.Tasks)
            .ToArray();
        var waiting =
            job.Counts[(int)TaskState.Ready] + job.Counts[(int)TaskState.Starting] - placed.Sum(node => node.Tasks);
        return new PlacementView
        {
            Nodes = placed,
            Waiting = waiting,
            Reason = waiting > 0 ? Why(reconciler, job) : null,
            Later = job.Counts[(int)TaskState.Blocked],
        };
    }

    private static string? Why(Reconciler reconciler, ActiveJob job) =>
        (NextTask.Of(job) ?? Bound(job)) is var (group, index)
            ? Explanation
                .Of(reconciler, job, group, index, isServed: true)
                .Select(ReasonWords.Of)
                .Select(reason => reason.Reason)
                .FirstOrDefault()
            : null;

    /// <summary>One that would wait at a node already for the place of another.</summary>
    private static (int Group, int Index)? Bound(ActiveJob job) =>
        job.Live.FirstOrDefault(attempt => !attempt.HoldsRoom) is { } waiting
            ? (waiting.Group.Ordinal, waiting.Index)
            : null;
}
