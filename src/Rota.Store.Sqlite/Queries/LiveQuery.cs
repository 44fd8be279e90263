using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Store.Claims;
using Rota.Store.Home;
using Rota.Store.Records;
using Rota.Store.Sqlite.Claims;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Tables;

namespace Rota.Store.Sqlite.Queries;

/// <summary>What goes on now, in pages.</summary>
internal sealed class LiveQuery(Connection connection) : ILiveReader
{
    private const string Columns =
        "job, grp, idx, state, attempts, attempt, pid, started, scratch, node, booking, gpus, cpus";

    /// <inheritdoc/>
    public long OpenJobs => connection.Scalar("SELECT count(*) FROM job INDEXED BY job_open WHERE ended IS NULL") ?? 0;

    /// <inheritdoc/>
    public IReadOnlyList<JobRow> Jobs(int limit)
    {
        var jobs = new List<JobRow>();
        using var rows = connection
            .Prepare(
                $"""
                SELECT {JobQueries.JobColumns} FROM job INDEXED BY job_open WHERE ended IS NULL
                ORDER BY state <> 1, priority DESC, id LIMIT ?1
                """
            )
            .Bind(1, (long)limit)
            .Rows();
        while (rows.Read())
        {
            jobs.Add(JobQueries.Row(rows));
        }

        return jobs;
    }

    /// <inheritdoc/>
    public IReadOnlyList<LiveTask> Running(JobId? job, int limit) =>
        job is { } one
            ? Tasks(
                connection
                    .Prepare(
                        $"""
                        SELECT {Columns} FROM live INDEXED BY live_task WHERE job = ?2 AND state = 3
                        ORDER BY attempt LIMIT ?1
                        """
                    )
                    .Bind(2, one.Value),
                limit
            )
            : Tasks(connection.Prepare($"SELECT {Columns} FROM live WHERE state = 3 ORDER BY attempt LIMIT ?1"), limit);

    /// <inheritdoc/>
    public IReadOnlyList<AttemptRow> LastFailed(JobId job, int limit) =>
        AttemptQuery.All(
            connection
                .Prepare(
                    $"""
                    SELECT {AttemptQuery.Columns} FROM attempt WHERE job = ?1 AND outcome > 6
                    ORDER BY ended DESC, grp DESC, idx DESC, number DESC LIMIT ?2
                    """
                )
                .Bind(1, job.Value)
                .Bind(2, (long)limit)
        );

    /// <inheritdoc/>
    public IReadOnlyDictionary<NodeId, NodeAttempts> OnNodes()
    {
        var found = new Dictionary<NodeId, NodeAttempts>();
        using var rows = connection
            .Prepare(
                """
                SELECT node, sum(CASE WHEN state = 3 THEN 1 ELSE 0 END), sum(CASE WHEN state = 3 THEN 0 ELSE 1 END)
                FROM live GROUP BY node
                """
            )
            .Rows();
        while (rows.Read())
        {
            found.Add(new NodeId(rows.Int64(0)), new NodeAttempts(rows.Int32(1), rows.Int32(2)));
        }

        return found;
    }

    /// <inheritdoc/>
    public ClaimRow? Claim(long request) => ClaimTable.Find(connection, request);

    /// <inheritdoc/>
    public IReadOnlyDictionary<AccountId, long> Held() => AccountTable.Held(connection);

    private static List<LiveTask> Tasks(Statement statement, int limit)
    {
        var tasks = new List<LiveTask>();
        using var rows = statement.Bind(1, (long)limit).Rows();
        while (rows.Read())
        {
            tasks.Add(
                new LiveTask(
                    new JobId(rows.Int64(0)),
                    new TaskRow
                    {
                        Group = rows.Int32(1),
                        Index = rows.Int32(2),
                        State = (TaskState)rows.Int32(3),
                        Attempt = rows.Int32(4) + 1,
                        LiveAttempt = rows.Int64(5),
                        Pid = rows.Int32(6),
                        Started = rows.InstantOrNull(7),
                        Scratch = rows.Int32(8),
                        Node = new NodeId(rows.Int64(9)),
                    }
                )
                {
                    Booking = rows.Text(10),
                    Gpus = rows.Text(11),
                    Cpus = rows.Text(12),
                }
            );
        }

        return tasks;
    }
}
