using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Records;
using Rota.Store.Specs;

namespace Rota.App.Watching;

/// <summary>
/// The tasks of a job that are of interest: what runs, what failed last, what comes next; of a job that fits all of
/// them, in that order.
/// </summary>
internal static class JobTasks
{
    /// <summary>As many as there is room for.</summary>
    public static IReadOnlyList<TaskGlance> Of(
        StateDirectory state,
        IHomeReader queries,
        TaskSpecs specs,
        JobRow job,
        int limit
    )
    {
        var rows = job.Total <= limit ? All(queries, job) : Some(queries, job, limit);
        return
        [
            .. rows.Select(row =>
                    specs.Of(job.Id, row.Group, row.Index) is { } entry
                        ? TaskGlance.Of(state.PlacesOf(OwnerLabel.In(job.Tags)), job.Id, entry, row)
                        : null
                )
                .OfType<TaskGlance>(),
        ];
    }

    private static IEnumerable<TaskRow> All(IHomeReader queries, JobRow job) =>
        queries
            .Groups(job.Id)
            .SelectMany(group => queries.Tasks.Of(job.Id, group, state: null).ToArray())
            .OrderBy(row => Order(row.State));

    private static IEnumerable<TaskRow> Some(IHomeReader queries, JobRow job, int limit)
    {
        var running = queries.Live.Running(job.Id, limit).Select(task => task.Row).ToArray();
        var groups = queries.Groups(job.Id);
        var failed = queries
            .Live.LastFailed(job.Id, limit)
            .DistinctBy(attempt => (attempt.Group, attempt.Index))
            .Select(attempt => queries.Tasks.Find(job.Id, groups[attempt.Group], attempt.Index))
            .OfType<TaskRow>()
            .Where(row => row.State > TaskState.Succeeded)
            .ToArray();

        // Nobody has touched these: they are told by their entry alone.
        var next = groups.SelectMany(group =>
            Enumerable
                .Range(group.Next, Math.Min(group.Total - group.Next, limit))
                .Select(index => queries.Tasks.Find(job.Id, group, index))
                .OfType<TaskRow>()
        );
        return [.. running.Concat(failed).Concat(next).Take(limit)];
    }

    private static int Order(TaskState state) =>
        state switch
        {
            TaskState.Running or TaskState.Starting => 0,
            TaskState.Backoff => 1,
            _ when state.IsFailure() => 2,
            _ when !state.IsTerminal() => 3,
            _ => 4,
        };
}
