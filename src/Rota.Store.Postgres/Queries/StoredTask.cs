using Rota.Core.Model;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Records;
using Rota.Store.Rules;

namespace Rota.Store.Postgres.Queries;

/// <summary>Rows of tasks, as they are stored.</summary>
internal static class StoredTask
{
    public static IEnumerable<TaskRow> Recorded(Statement statement, JobId job, int group)
    {
        using var rows = statement.Bind(1, job.Value).Bind(2, (long)group).Rows();
        while (rows.Read())
        {
            yield return new TaskRow
            {
                Group = group,
                Index = rows.Int32(0),
                State = (TaskState)rows.Int32(1),
                Attempt = rows.Int32(2),
                NotBefore = ReadRule.NotBefore(rows.Instant(3)),
                Started = rows.InstantOrNull(4),
                Ended = rows.InstantOrNull(5),
                ExitCode = rows.Int32OrNull(6),
                Signal = rows.Int32OrNull(7),
                Reason = rows.TextOrNull(8),
                Node = rows.Int64OrNull(9) is { } node ? new NodeId(node) : null,
                Reported = ReadRule.Reported(rows.TextOrNull(10), rows.TextOrNull(11), rows.TextOrNull(12)),
            };
        }
    }

    public static IEnumerable<TaskRow> Live(Statement statement, JobId job, int group)
    {
        using var rows = statement.Bind(1, job.Value).Bind(2, (long)group).Rows();
        while (rows.Read())
        {
            yield return new TaskRow
            {
                Group = group,
                Index = rows.Int32(0),
                State = (TaskState)rows.Int32(1),
                Attempt = rows.Int32(2) + 1,
                LiveAttempt = rows.Int64(3),
                Pid = rows.Int32(4),
                Scratch = rows.Int32(6),
                Node = new NodeId(rows.Int64(7)),
                Started = rows.InstantOrNull(5),
            };
        }
    }

    public const string RecordedSql = """
        SELECT t.idx, t.state, t.attempts, t.not_before, a.started, a.ended, a.exit_code, a.signal, a.reason, a.node,
            a.progress, a.result, a.result_problem
        FROM rota.task t
        LEFT JOIN rota.attempt a ON a.job = t.job AND a.grp = t.grp AND a.idx = t.idx AND a.number = t.attempts
        WHERE t.job = $1 AND t.grp = $2
        """;

    public const string LiveSql = """
        SELECT idx, state, attempts, attempt, pid, started, scratch, node FROM rota.live WHERE job = $1 AND grp = $2
        """;
}
