using Rota.App.Failing;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Reporting;

/// <summary>
/// Which tasks have rows: all of a job that fits; of a larger one some of each cause of failure, more that failed, what
/// runs, and the slowest. Those that need a person come first.
/// </summary>
internal static class TaskChoice
{
    /// <summary>Rows of a page.</summary>
    public const int RowsMax = 500;

    private const int FailedMax = 300;
    private const int RunningMax = 50;

    /// <summary>The rows.</summary>
    /// <param name="queries">Where they are.</param>
    /// <param name="job">The job.</param>
    /// <param name="failures">Its failures by their causes.</param>
    /// <param name="slowest">Attempts that took longest.</param>
    public static IReadOnlyList<TaskRow> Of(
        IHomeReader queries,
        JobRow job,
        FailureGroups failures,
        IEnumerable<AttemptRow> slowest
    )
    {
        var groups = queries.Groups(job.Id);
        if (job.Total <= RowsMax)
        {
            var all = groups.SelectMany(group => queries.Tasks.Of(job.Id, group, state: null).ToArray());
            return [.. all.OrderBy(row => Order(row.State))];
        }

        var failed = failures
            .Groups.SelectMany(group => group.Examples)
            .Select(example => example.Place)
            .Concat(FailureGroups.FailedOf(queries, job.Id).Select(row => (row.Group, row.Index)).Take(FailedMax))
            .Distinct()
            .Take(FailedMax)
            .Order();
        var running = queries.Live.Running(job.Id, RunningMax).Select(task => (task.Row.Group, task.Row.Index));
        return
        [
            .. failed
                .ToArray()
                .Concat(running)
                .Concat(slowest.Select(attempt => (attempt.Group, attempt.Index)))
                .Distinct()
                .Select(place => queries.Tasks.Find(job.Id, groups[place.Group], place.Index))
                .OfType<TaskRow>()
                .Take(RowsMax)
                .OrderBy(row => Order(row.State)),
        ];
    }

    private static int Order(TaskState state) =>
        state switch
        {
            TaskState.Lost => 0,
            _ when state.IsFailure() => 1,
            TaskState.Running or TaskState.Starting => 2,
            TaskState.Backoff => 3,
            TaskState.Cancelled => 4,
            TaskState.Skipped => 5,
            _ when !state.IsTerminal() => 6,
            _ => 7,
        };
}
