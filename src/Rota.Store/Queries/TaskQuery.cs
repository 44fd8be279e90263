using Rota.Core.Model;
using Rota.Store.Sqlite;

namespace Rota.Store.Queries;

/// <summary>The tasks of a job, one after the other: a million of them are never held at once.</summary>
public sealed class TaskQuery(JobQueries queries)
{
    private readonly Connection connection = queries.Connection;

    /// <summary>All tasks of an entry, or those in one state.</summary>
    /// <param name="job">The job.</param>
    /// <param name="group">The entry.</param>
    /// <param name="state">Only these, or null for all.</param>
    public IEnumerable<TaskRow> Of(JobId job, GroupRow group, TaskState? state)
    {
        var live = Live(job, group.Ordinal);
        var next = 0;
        foreach (var ended in Recorded(job, group.Ordinal))
        {
            // Live ones fill the gaps between the recorded ones: a touched task has exactly one of the two.
            for (; next < live.Count && live[next].Index < ended.Index; next++)
            {
                if (state is null || live[next].State == state)
                {
                    yield return live[next];
                }
            }

            if (state is null || ended.State == state)
            {
                yield return ended;
            }
        }

        for (; next < live.Count; next++)
        {
            if (state is null || live[next].State == state)
            {
                yield return live[next];
            }
        }

        for (var index = group.Next; index < group.Total && (state is null || state == group.Rest); index++)
        {
            yield return new TaskRow
            {
                Group = group.Ordinal,
                Index = index,
                State = group.Rest,
            };
        }
    }

    /// <summary>One task, or null when the entry has no such ordinal.</summary>
    public TaskRow? Find(JobId job, GroupRow group, int index)
    {
        if (index < 0 || index >= group.Total)
        {
            return null;
        }

        if (index >= group.Next)
        {
            return new TaskRow
            {
                Group = group.Ordinal,
                Index = index,
                State = group.Rest,
            };
        }

        foreach (var live in Live(job, group.Ordinal))
        {
            if (live.Index == index)
            {
                return live;
            }
        }

        return Recorded(job, group.Ordinal, index).Cast<TaskRow?>().FirstOrDefault();
    }

    private IEnumerable<TaskRow> Recorded(JobId job, int group, int? index = null)
    {
        var statement = index is null
            ? connection.Prepare(RecordedSql + " WHERE t.job = ?1 AND t.grp = ?2 ORDER BY t.idx")
            : connection.Prepare(RecordedSql + " WHERE t.job = ?1 AND t.grp = ?2 AND t.idx = ?3").Bind(3, (long)index);
        using var rows = statement.Bind(1, job.Value).Bind(2, (long)group).Rows();
        while (rows.Read())
        {
            var notBefore = rows.Int64(3);
            yield return new TaskRow
            {
                Group = group,
                Index = rows.Int32(0),
                State = (TaskState)rows.Int32(1),
                Attempt = rows.Int32(2),
                NotBefore = notBefore == long.MaxValue ? null : new Instant(notBefore),
                Started = rows.InstantOrNull(4),
                Ended = rows.InstantOrNull(5),
                ExitCode = rows.Int32OrNull(6),
                Signal = rows.Int32OrNull(7),
                Reason = rows.TextOrNull(8),
            };
        }
    }

    private List<TaskRow> Live(JobId job, int group)
    {
        var live = new List<TaskRow>();
        using var rows = connection
            .Prepare(
                """
                SELECT idx, state, attempts, attempt, pid, started, scratch
                FROM live WHERE job = ?1 AND grp = ?2 ORDER BY idx
                """
            )
            .Bind(1, job.Value)
            .Bind(2, (long)group)
            .Rows();
        while (rows.Read())
        {
            live.Add(
                new TaskRow
                {
                    Group = group,
                    Index = rows.Int32(0),
                    State = (TaskState)rows.Int32(1),
                    Attempt = rows.Int32(2) + 1,
                    LiveAttempt = rows.Int64(3),
                    Pid = rows.Int32(4),
                    Scratch = rows.Int32(6),
                    Started = rows.InstantOrNull(5),
                }
            );
        }

        return live;
    }

    private const string RecordedSql = """
        SELECT t.idx, t.state, t.attempts, t.not_before, a.started, a.ended, a.exit_code, a.signal, a.reason
        FROM task t LEFT JOIN attempt a ON a.job = t.job AND a.grp = t.grp AND a.idx = t.idx AND a.number = t.attempts
        """;
}
