using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Core.Jobs.Naming;
using Rota.Core.Model;
using Rota.Core.Results;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Explaining;

/// <summary>Says why a task is not running, by the checks that hold it back.</summary>
public static class ExplainCase
{
    private static readonly TaskState[] Waiting = [TaskState.Ready, TaskState.Blocked, TaskState.Backoff];

    /// <summary>Why a task is not running.</summary>
    /// <param name="site">Where.</param>
    /// <param name="text">
    /// Its address. Without an index the first task that waits is meant, else the first of all.
    /// </param>
    /// <param name="where">Values of parameters that it must have, as <c>lr=0.1,seed=3</c>; null for any.</param>
    /// <exception cref="ProblemException">The address names no task, or one of several entries.</exception>
    public static TaskExplanation Of(Site site, string text, string? where = null)
    {
        var home = site.Open();
        using var queries = home.Read();
        var address = TaskAddress.Look(queries, text, where);
        if (address.Group is null && address.Where is null && address.Spec.Tasks.Length > 1)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "say which task",
                $"try: rota explain {address.Job.Id}.{address.Spec.Tasks[0].Id}"
            );
        }

        var groups = queries.Groups(address.Job.Id);
        var tasks = queries.Tasks;
        var row =
            address is { Group: { } group, Index: { } index } ? tasks.Find(address.Job.Id, groups[group], index)!.Value
            : address.Where is null ? First(tasks, address.Job.Id, groups[address.Group ?? 0])
            : FirstWaiting(
                ChosenTasks.All(address).Select(one => tasks.Find(address.Job.Id, groups[one.Group], one.Index)!.Value)
            );
        var task = address.Spec.Tasks[row.Group];
        var kept = ReportedProgress.Kept(home.State.PlacesOf(address.Spec.Owner), row);
        return new TaskExplanation(
            Words.Address(address.Job.Id, task, row.Index),
            TaskLabel.Of(task, row.Index),
            ParamsView.Of(task, row.Index),
            row.State,
            TaskReasons.Of(home, site.Node, queries, address.Job, row)
        )
        {
            Progress = row.LiveAttempt == 0 ? null : ShownText.Of(ProgressLines.Last(kept)),
            ProgressValues = ShownResult.Numbers(kept),
            Result = ShownResult.Json(row.Reported),
            ResultProblem = row.Reported?.Problem,
        };
    }

    /// <summary>Of a million tasks most have ended: those that wait are looked for by their states.</summary>
    private static TaskRow First(ITaskReader tasks, JobId job, GroupRow group) =>
        tasks.From(job, group, 0, Waiting).Concat(tasks.From(job, group, 0, states: null)).First();

    private static TaskRow FirstWaiting(IEnumerable<TaskRow> rows) =>
        rows.Cast<TaskRow?>().FirstOrDefault(row => Waiting.Contains(row!.Value.State)) ?? rows.First();
}
