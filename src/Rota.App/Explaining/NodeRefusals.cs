using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Nodes;

namespace Rota.App.Explaining;

/// <summary>What nodes refused of a job, as far as their rows remember: a few each.</summary>
internal static class NodeRefusals
{
    /// <summary>Those of a job, the newest first.</summary>
    /// <param name="queries">The state.</param>
    /// <param name="job">The job.</param>
    /// <param name="spec">What it is.</param>
    /// <param name="task">Only those of this task; null for all.</param>
    public static IReadOnlyList<RefusedView> Of(IHomeReader queries, JobId job, JobSpec spec, TaskKey? task = null) =>
        [
            .. queries
                .CellNodes()
                .SelectMany(row =>
                    KeptRefusals
                        .Read(row.Id, row.Refusals)
                        .Where(refusal => task is { } one ? refusal.Task == one : refusal.Task.Job == job)
                        .Select(refusal => RefusedView.Of(refusal, row.Said.Name, AddressOf(refusal.Task, spec)))
                )
                .OrderByDescending(view => view.At),
        ];

    private static string AddressOf(TaskKey task, JobSpec spec) =>
        Words.Address(task.Job, spec.Tasks[task.Group], task.Index);
}
