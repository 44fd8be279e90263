using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.State;
using Rota.Store.Budgets;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Nodes;
using Rota.Store.Records;
using Rota.Store.Rules;
using Rota.Store.SavedFilters;
using Rota.Store.Specs;
using Rota.Store.Sqlite.Budgets;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Nodes;
using Rota.Store.Sqlite.Tables;
using Rota.Store.Turns;

namespace Rota.Store.Sqlite.Queries;

/// <summary>What commands and pages ask of a state. Reads only; a query sees one committed state.</summary>
public sealed class JobQueries : IHomeReader
{
    internal const string JobColumns = """
        id, name, state, wanted, priority, queue, tags, reason, submitted, started, ended, total, attempts, counts,
            not_before, open
        """;

    private readonly Connection connection;
    private readonly AuditQuery audit;

    /// <summary>Opens those of a state.</summary>
    /// <exception cref="StoreException">It has none yet, or they cannot be used.</exception>
    public JobQueries(StateDirectory state)
    {
        connection = Database.OpenReader(state);
        Tasks = new TaskQuery(connection);
        Attempts = new AttemptQuery(connection);
        Live = new LiveQuery(connection);
        Queues = new QueueQuery(connection);
        Budgets = new BudgetQuery(connection);
        Schedules = new ScheduleQuery(this);
        Frame = new FrameQuery(state, connection);
        Changes = new ChangeQuery(connection);
        Outbox = new OutboxQuery(connection);
        audit = new AuditQuery(connection);
        Operations = new OperationQuery(connection);
        Proof = new StoreCheck(state, this);
    }

    /// <inheritdoc/>
    public ITaskReader Tasks { get; }

    /// <inheritdoc/>
    public IAttemptReader Attempts { get; }

    /// <inheritdoc/>
    public ILiveReader Live { get; }

    /// <inheritdoc/>
    public IQueueReader Queues { get; }

    /// <inheritdoc/>
    public IBudgetReader Budgets { get; }

    /// <inheritdoc/>
    public IScheduleReader Schedules { get; }

    /// <inheritdoc/>
    public IFrameReader Frame { get; }

    /// <inheritdoc/>
    public IChangeReader Changes { get; }

    /// <inheritdoc/>
    public IOutboxReader Outbox { get; }

    /// <inheritdoc/>
    public IAuditReader Audit => audit;

    /// <inheritdoc/>
    public IOperationReader Operations { get; }

    /// <inheritdoc/>
    public ITokenReader Tokens => audit;

    /// <inheritdoc/>
    public IReadOnlyList<SavedFilter> Filters() => FilterQuery.All(connection);

    /// <inheritdoc/>
    public IHomeProof Proof { get; }

    /// <summary>The connection, for queries of their own kind.</summary>
    internal Connection Connection => connection;

    /// <inheritdoc/>
    public IReadOnlyList<JobRow> Jobs(
        int limit,
        IEnumerable<KeyValuePair<string, string>>? tags = null,
        JobId? before = null
    ) =>
        All(
            connection
                .Prepare(
                    $"""
                    SELECT {JobColumns} FROM job WHERE id < ?3 AND NOT EXISTS (
                        SELECT 1 FROM json_each(?2) AS wanted WHERE NOT EXISTS (
                            SELECT 1 FROM json_each(job.tags) AS tag
                            WHERE tag.key = wanted.key AND tag.value = wanted.value))
                    ORDER BY id DESC LIMIT ?1
                    """
                )
                .Bind(1, (long)limit)
                .Bind(2, SubmissionRule.TagsOf(tags ?? []))
                .Bind(3, before?.Value ?? long.MaxValue)
        );

    /// <inheritdoc/>
    public IReadOnlyList<JobRow> Named(string name, int limit, JobId? before = null) =>
        All(
            connection
                .Prepare($"SELECT {JobColumns} FROM job WHERE name = ?1 AND id < ?3 ORDER BY id DESC LIMIT ?2")
                .Bind(1, name)
                .Bind(2, (long)limit)
                .Bind(3, before?.Value ?? long.MaxValue)
        );

    /// <inheritdoc/>
    public IReadOnlyList<string> Names(string prefix, int limit)
    {
        // No text that begins so comes after this one.
        const string Last = "\U0010FFFF";
        var names = new List<string>();
        using var rows = connection
            .Prepare("SELECT DISTINCT name FROM job WHERE name >= ?1 AND name < ?2 ORDER BY name LIMIT ?3")
            .Bind(1, prefix)
            .Bind(2, prefix + Last)
            .Bind(3, (long)limit)
            .Rows();
        while (rows.Read())
        {
            names.Add(rows.Text(0));
        }

        return names;
    }

    /// <inheritdoc/>
    public IReadOnlyList<JobRow> Unfinished() =>
        All(connection.Prepare($"SELECT {JobColumns} FROM job INDEXED BY job_open WHERE ended IS NULL ORDER BY id"));

    private static List<JobRow> All(Statement statement)
    {
        var jobs = new List<JobRow>();
        using var rows = statement.Rows();
        while (rows.Read())
        {
            jobs.Add(Row(rows));
        }

        return jobs;
    }

    /// <inheritdoc/>
    public JobRow? Job(JobId id)
    {
        using var rows = connection.Prepare($"SELECT {JobColumns} FROM job WHERE id = ?1").Bind(1, id.Value).Rows();
        return rows.Read() ? Row(rows) : null;
    }

    /// <inheritdoc/>
    public JobSpec? Spec(JobId id) => Body(id) is { } body ? JobSpecCodec.Decode(body) : null;

    private byte[]? Body(JobId id)
    {
        using var rows = connection.Prepare("SELECT body FROM job_spec WHERE job = ?1").Bind(1, id.Value).Rows();
        return rows.Read() ? rows.Blob(0) : null;
    }

    /// <inheritdoc/>
    public int? MaxParallel(JobId id) => Body(id) is { } body ? JobSpecCodec.MaxParallelIn(body) : null;

    /// <inheritdoc/>
    public IReadOnlyList<AwaitedJob> Awaited(JobId id) =>
        Body(id) is { } body
            ? connection.Reading(() => new AfterTable(connection).Of(id, JobSpecCodec.DecodeHead(body)))
            : [];

    /// <inheritdoc/>
    public IReadOnlyList<GroupRow> Groups(JobId id) => GroupQuery.Of(connection, id);

    /// <inheritdoc/>
    public StoredJob? Load(JobId id) => connection.Reading(() => new JobLoader(connection).Load(id));

    /// <inheritdoc/>
    public IReadOnlyList<(JobId Job, bool IsWanted)> OpenJobs() => new JobLoader(connection).Open();

    /// <inheritdoc/>
    public Capacity? NodeCapacity()
    {
        using var rows = connection.Prepare("SELECT capacity FROM node WHERE id = 1").Rows();
        return rows.Read() ? CapacityForm.Read(rows.Text(0)) : null;
    }

    /// <inheritdoc/>
    public bool IsDone(long request)
    {
        using var rows = connection.Prepare("SELECT 1 FROM inbox WHERE id = ?1").Bind(1, request).Rows();
        return !rows.Read();
    }

    /// <inheritdoc/>
    public IReadOnlyList<NodeRow> CellNodes() => NodeTable.All(connection);

    /// <inheritdoc/>
    public NodeRow? OwnNode() => NodeTable.Own(connection);

    /// <inheritdoc/>
    public IReadOnlyDictionary<NodeId, string> NodeNames()
    {
        var names = new Dictionary<NodeId, string> { [NodeId.Home] = Environment.MachineName };
        using var rows = connection.Prepare("SELECT id, name FROM node").Rows();
        while (rows.Read())
        {
            names[new NodeId(rows.Int64(0))] = rows.Text(1);
        }

        return names;
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    internal static JobRow Row(StatementRows rows)
    {
        var counts = new long[States.Count];
        Counts.Read(rows.Text(13), counts);
        return new JobRow
        {
            Id = new JobId(rows.Int64(0)),
            Name = rows.Text(1),
            State = (JobState)rows.Int32(2),
            IsWanted = rows.Boolean(3),
            Priority = rows.Int32(4),
            Queue = rows.TextOrNull(5),
            Tags = rows.Text(6),
            Reason = rows.TextOrNull(7),
            Submitted = rows.Instant(8),
            Started = rows.InstantOrNull(9),
            Ended = rows.InstantOrNull(10),
            Total = rows.Int64(11),
            Attempts = rows.Int64(12),
            Counts = counts,
            NotBefore = rows.InstantOrNull(14),
            IsOpen = rows.Boolean(15),
        };
    }
}
