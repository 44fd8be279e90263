using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Store.Home;
using Rota.Store.Records;
using Rota.Store.Rules;
using Rota.Store.Sqlite.Files;

namespace Rota.Store.Sqlite.Queries;

/// <summary>The history of attempts, by job and by task.</summary>
internal sealed class AttemptQuery(Connection connection) : IAttemptReader
{
    internal const string Columns = """
        grp, idx, number, id, outcome, started, ended, exit_code, signal, reason, cpu_us, peak_memory,
        out_segment, out_offset, out_length, err_segment, err_offset, err_length, node, progress, result, result_problem
        """;

    /// <inheritdoc/>
    public IEnumerable<AttemptRow> Of(JobId id)
    {
        using var rows = connection.Prepare($"SELECT {Columns} FROM attempt WHERE job = ?1").Bind(1, id.Value).Rows();
        while (rows.Read())
        {
            yield return Row(rows);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<AttemptFigures> Figures(JobId id)
    {
        using var rows = connection
            .Prepare(
                """
                SELECT grp, idx, number, outcome, started, ended, exit_code, signal, node FROM attempt
                WHERE job = ?1 ORDER BY grp, idx, number
                """
            )
            .Bind(1, id.Value)
            .Rows();
        while (rows.Read())
        {
            yield return new AttemptFigures(
                rows.Int32(0),
                rows.Int32(1),
                rows.Int32(2),
                (TaskState)rows.Int32(3),
                rows.InstantOrNull(4),
                rows.Instant(5),
                rows.Int32OrNull(6),
                rows.Int32OrNull(7),
                new NodeId(rows.Int64(8))
            );
        }
    }

    /// <inheritdoc/>
    public IEnumerable<AttemptRow> WithResult(JobId id)
    {
        using var rows = connection
            .Prepare(
                $"""
                SELECT {Columns} FROM attempt INDEXED BY attempt_result
                WHERE job = ?1 AND result IS NOT NULL ORDER BY grp, idx, number
                """
            )
            .Bind(1, id.Value)
            .Rows();
        while (rows.Read())
        {
            yield return Row(rows);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<AttemptRow> Failed(JobId id, Instant after, int limit) =>
        All(
            connection
                .Prepare(
                    $"""
                    SELECT {Columns} FROM attempt WHERE job = ?1 AND outcome > 6 AND ended > ?2
                    ORDER BY ended, grp, idx, number LIMIT ?3
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
                    SELECT {Columns} FROM attempt WHERE job = ?1 AND started IS NOT NULL
                    ORDER BY ended - started DESC, grp, idx, number LIMIT ?2
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
                    SELECT {Columns} FROM attempt WHERE job = ?1 AND grp = ?2 AND idx = ?3 ORDER BY number
                    """
                )
                .Bind(1, task.Job.Value)
                .Bind(2, (long)task.Group)
                .Bind(3, (long)task.Index)
        );

    /// <inheritdoc/>
    public bool IsLive(AttemptId attempt)
    {
        using var rows = connection.Prepare("SELECT 1 FROM live WHERE attempt = ?1").Bind(1, attempt.Value).Rows();
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
