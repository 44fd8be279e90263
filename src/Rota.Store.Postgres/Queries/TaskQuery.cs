using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Records;
using Rota.Store.Rules;

namespace Rota.Store.Postgres.Queries;

/// <summary>The tasks of a job, one after the other: a million of them are never held at once.</summary>
internal sealed class TaskQuery(Connection connection) : ITaskReader
{
    /// <summary>Rows that are asked for at once.</summary>
    private const long Page = 2_000;

    /// <inheritdoc/>
    public IEnumerable<TaskRow> From(JobId job, GroupRow group, int from, IReadOnlyCollection<TaskState>? states) =>
        connection.Streaming(Rows(job, group, from, states));

    private IEnumerable<TaskRow> Rows(JobId job, GroupRow group, int from, IReadOnlyCollection<TaskState>? states)
    {
        TaskState?[] kinds = states is null ? [null] : [.. states.Select(state => (TaskState?)state)];
        var touched = kinds
            .Select(state => Recorded(job, group.Ordinal, state, from))
            .Append(Live(job, group.Ordinal, from).Where(task => states?.Contains(task.State) != false));
        foreach (var row in TaskMerge.ByIndex(touched))
        {
            if (row.Index >= group.Next)
            {
                // Touched since the entry was read: it is told below, as it was then.
                break;
            }

            yield return row;
        }
        var isRest = states?.Contains(group.Rest) != false;
        for (var index = Math.Max(from, group.Next); index < group.Total && isRest; index++)
        {
            yield return ReadRule.Untouched(group, index);
        }
    }

    /// <inheritdoc/>
    public TaskRow? Find(JobId job, GroupRow group, int index)
    {
        if (index < 0 || index >= group.Total)
        {
            return null;
        }

        if (index >= group.Next)
        {
            return ReadRule.Untouched(group, index);
        }

        return One(
                StoredTask.Live(
                    connection.Prepare(StoredTask.LiveSql + " AND idx = $3").Bind(3, (long)index),
                    job,
                    group.Ordinal
                )
            )
            ?? One(
                StoredTask.Recorded(
                    connection.Prepare(StoredTask.RecordedSql + " AND t.idx = $3").Bind(3, (long)index),
                    job,
                    group.Ordinal
                )
            );
    }

    /// <inheritdoc/>
    public bool HasEnded(TaskKey task)
    {
        using var rows = connection
            .Prepare("SELECT state FROM rota.task WHERE job = $1 AND grp = $2 AND idx = $3")
            .Bind(1, task.Job.Value)
            .Bind(2, (long)task.Group)
            .Bind(3, (long)task.Index)
            .Rows();
        return rows.Read() && ((TaskState)rows.Int32(0)).IsTerminal();
    }

    private static TaskRow? One(IEnumerable<TaskRow> rows) => rows.Cast<TaskRow?>().FirstOrDefault();

    /// <summary>
    /// Those that do not run, in pages. An index of a few states is used only where its condition is repeated.
    /// </summary>
    private IEnumerable<TaskRow> Recorded(JobId job, int group, TaskState? state, int from)
    {
        var condition = state switch
        {
            null => "",
            < TaskState.Succeeded => $" AND t.state < 6 AND t.state = {(int)state}",
            TaskState.Succeeded => " AND t.state = 6",
            _ => $" AND t.state > 6 AND t.state = {(int)state}",
        };
        for (var (next, isLast) = ((long)from, false); !isLast; )
        {
            var statement = connection
                .Prepare(StoredTask.RecordedSql + condition + " AND t.idx >= $3 ORDER BY t.idx LIMIT $4")
                .Bind(3, next)
                .Bind(4, Page);
            var count = 0;
            foreach (var row in StoredTask.Recorded(statement, job, group))
            {
                (next, count) = (row.Index + 1L, count + 1);
                yield return row;
            }

            isLast = count < Page;
        }
    }

    /// <summary>Held at once: there are as many as run.</summary>
    private IEnumerable<TaskRow> Live(JobId job, int group, int from)
    {
        var statement = connection.Prepare(StoredTask.LiveSql + " AND idx >= $3 ORDER BY idx").Bind(3, (long)from);
        foreach (var row in StoredTask.Live(statement, job, group).ToList())
        {
            yield return row;
        }
    }
}
