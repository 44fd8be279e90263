using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Store.Home;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Records;
using Rota.Store.Rules;

namespace Rota.Store.Postgres.Queries;

/// <summary>The history of attempts, by job and by task.</summary>
internal sealed class AttemptQuery(Connection connection) : IAttemptReader
{
    /// <summary>Rows that are asked for at once.</summary>
    private const long Page = 2_000;

    internal const string Columns = """
        grp, idx, number, id, outcome, started, ended, exit_code, signal, reason, cpu_us, peak_memory,
        out_segment, out_offset, out_length, err_segment, err_offset, err_length, node, progress, result, result_problem
        """;

    /// <inheritdoc/>
    public IEnumerable<AttemptRow> Of(JobId id) => connection.Streaming(Paged(id, ""));

    /// <inheritdoc/>
    public IEnumerable<AttemptFigures> Figures(JobId id) => connection.Streaming(FigureQuery.Of(connection, id));

    /// <inheritdoc/>
    public IEnumerable<AttemptRow> WithResult(JobId id) => connection.Streaming(Paged(id, " AND result IS NOT NULL"));

    private IEnumerable<AttemptRow> Paged(JobId id, string condition)
    {
        for (var (grp, idx, number, isLast) = (-1L, 0L, 0L, false); !isLast; )
        {
            var rows = All(
                connection
                    .Prepare(
                        $"""
                        SELECT {Columns} FROM rota.attempt
                        WHERE job = $1 AND (grp, idx, number) > ($2, $3, $4){condition}
                        ORDER BY grp, idx, number LIMIT $5
                        """
                    )
                    .Bind(1, id.Value)
                    .Bind(2, grp)
                    .Bind(3, idx)
                    .Bind(4, number)
                    .Bind(5, Page)
            );
            foreach (var row in rows)
            {
                yield return row;
            }

            isLast = rows.Count < Page;
            (grp, idx, number) = isLast ? default : (rows[^1].Group, rows[^1].Index, rows[^1].Number);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<AttemptRow> Failed(JobId id, Instant after, int limit) =>
        All(
            connection
                .Prepare(
                    $"""
                    SELECT {Columns} FROM rota.attempt WHERE job = $1 AND outcome > 6 AND ended > $2
                    ORDER BY ended, grp, idx, number LIMIT $3
                    """
                )
                .Bind(1, id.Value)
                .Bind(2, after.Micros)
                .Bind(3, (long)limit)
        );

    /// <inheritdoc/>
    public IReadOnlyList<AttemptRow> Slowest(JobId id, int limit) =>
        All(
            connection
                .Prepare(
                    $"""
                    SELECT {Columns} FROM rota.attempt WHERE job = $1 AND started IS NOT NULL
                    ORDER BY ended - started DESC, grp, idx, number LIMIT $2
                    """
                )
                .Bind(1, id.Value)
                .Bind(2, (long)limit)
        );

    /// <inheritdoc/>
    public IReadOnlyList<AttemptRow> Of(TaskKey task) =>
        All(
            connection
                .Prepare(
                    $"""
                    SELECT {Columns} FROM rota.attempt WHERE job = $1 AND grp = $2 AND idx = $3 ORDER BY number
                    """
                )
                .Bind(1, task.Job.Value)
                .Bind(2, (long)task.Group)
                .Bind(3, (long)task.Index)
        );

    /// <inheritdoc/>
    public bool IsLive(AttemptId attempt)
    {
        using var rows = connection.Prepare("SELECT 1 FROM rota.live WHERE attempt = $1").Bind(1, attempt.Value).Rows();
        return rows.Read();
    }

    internal static List<AttemptRow> All(Statement statement)
    {
        var attempts = new List<AttemptRow>();
        using var rows = statement.Rows();
        while (rows.Read())
        {
            attempts.Add(Row(rows));
        }

        return attempts;
    }

    private static AttemptRow Row(StatementRows rows) =>
        new()
        {
            Group = rows.Int32(0),
            Index = rows.Int32(1),
            Number = rows.Int32(2),
            Id = new AttemptId(rows.Int64(3)),
            Outcome = (TaskState)rows.Int32(4),
            Started = rows.InstantOrNull(5),
            Ended = rows.Instant(6),
            ExitCode = rows.Int32OrNull(7),
            Signal = rows.Int32OrNull(8),
            Reason = rows.TextOrNull(9),
            CpuMicros = rows.Int64(10),
            PeakMemoryBytes = rows.Int64(11),
            Output = new OutputPlace(rows.Int32(12), rows.Int64(13), rows.Int64(14)),
            Errors = new OutputPlace(rows.Int32(15), rows.Int64(16), rows.Int64(17)),
            Node = new NodeId(rows.Int64(18)),
            Reported = ReadRule.Reported(rows.TextOrNull(19), rows.TextOrNull(20), rows.TextOrNull(21)),
        };
}
