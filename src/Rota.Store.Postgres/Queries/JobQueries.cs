using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.State;
using Rota.Store.Budgets;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Nodes;
using Rota.Store.Postgres.Budgets;
using Rota.Store.Postgres.Nodes;
using Rota.Store.Postgres.Schemas;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;
using Rota.Store.Records;
using Rota.Store.SavedFilters;
using Rota.Store.Specs;
using Rota.Store.Turns;

namespace Rota.Store.Postgres.Queries;

/// <summary>What commands and pages ask of a state. Reads only; a query sees one committed state.</summary>
internal sealed class JobQueries : IHomeReader
{
    private readonly Connection connection;
    private readonly JobTable jobs;
    private readonly AuditQuery audit;

    /// <summary>Opens those of a state.</summary>
    /// <exception cref="StoreException">It has none yet, or they cannot be used.</exception>
    public JobQueries(StateDirectory state, Server server)
    {
        connection = new Connection(server);
        try
        {
            Schema.Know(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        jobs = new JobTable(connection);
        Tasks = new TaskQuery(connection);
        Attempts = new AttemptQuery(connection);
        Live = new LiveQuery(connection, jobs);
        (Queues, Budgets) = (new QueueQuery(connection), new BudgetQuery(connection));
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
    ) => jobs.Newest(limit, tags ?? [], before?.Value ?? long.MaxValue);

    /// <inheritdoc/>
    public IReadOnlyList<JobRow> Named(string name, int limit, JobId? before = null) =>
        jobs.Named(name, limit, before?.Value ?? long.MaxValue);

    /// <inheritdoc/>
    public IReadOnlyList<string> Names(string prefix, int limit) => jobs.Names(prefix, limit);

    /// <inheritdoc/>
    public IReadOnlyList<JobRow> Unfinished() => jobs.Unfinished();

    /// <inheritdoc/>
    public JobRow? Job(JobId id) => jobs.Find(id);

    /// <inheritdoc/>
    public JobSpec? Spec(JobId id) => Body(id) is { } body ? JobSpecCodec.Decode(body) : null;

    private byte[]? Body(JobId id)
    {
        using var rows = connection.Prepare("SELECT body FROM rota.job_spec WHERE job = $1").Bind(1, id.Value).Rows();
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
    public Capacity? NodeCapacity() => new FrameTable(connection).Capacity();

    /// <inheritdoc/>
    public bool IsDone(long request) =>
        connection.Prepare("SELECT 1 FROM rota.inbox WHERE id = $1").Bind(1, request).Scalar() is null;

    /// <inheritdoc/>
    public IReadOnlyList<NodeRow> CellNodes() => NodeTable.All(connection);

    /// <inheritdoc/>
    public NodeRow? OwnNode() => NodeTable.Own(connection);

    /// <inheritdoc/>
    public IReadOnlyDictionary<NodeId, string> NodeNames() => NodeTable.Names(connection);

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();
}
