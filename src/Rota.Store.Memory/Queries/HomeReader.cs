using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.State;
using Rota.Store.Budgets;
using Rota.Store.Home;
using Rota.Store.Memory.Tables;
using Rota.Store.Memory.Turns;
using Rota.Store.Nodes;
using Rota.Store.Records;
using Rota.Store.Rules;
using Rota.Store.SavedFilters;
using Rota.Store.Specs;
using Rota.Store.Turns;

namespace Rota.Store.Memory.Queries;

/// <summary>What people ask of a home in memory; each question is answered from what is committed then.</summary>
internal sealed class HomeReader : IHomeReader
{
    private readonly CommittedTables committed;

    public HomeReader(CommittedTables committed)
    {
        if (committed.Now is null)
        {
            throw ReadRule.NothingYet(committed.State.Path);
        }

        this.committed = committed;
        Tasks = new TaskReader(this);
        Attempts = new AttemptReader(this);
        Live = new LiveReader(this);
        Queues = new QueueReader(this);
        Budgets = new BudgetReader(this);
        Schedules = new ScheduleReader(this);
        Frame = new FrameReader(committed);
        Changes = new ChangeReader(this);
        Outbox = new OutboxReader(this);
        Audit = new AuditReader(this);
        Tokens = new TokenReader(this);
        Operations = new OperationReader(this);
        Proof = new HomeProof(committed.State, this);
    }

    /// <summary>What is committed.</summary>
    public HomeTables Now => committed.Now!;

    public ITaskReader Tasks { get; }

    public IAttemptReader Attempts { get; }

    public ILiveReader Live { get; }

    public IQueueReader Queues { get; }

    public IBudgetReader Budgets { get; }

    public IScheduleReader Schedules { get; }

    public IFrameReader Frame { get; }

    public IChangeReader Changes { get; }

    public IOutboxReader Outbox { get; }

    public IAuditReader Audit { get; }

    public ITokenReader Tokens { get; }

    public IOperationReader Operations { get; }

    public IHomeProof Proof { get; }

    public IReadOnlyList<JobRow> Jobs(
        int limit,
        IEnumerable<KeyValuePair<string, string>>? tags = null,
        JobId? before = null
    )
    {
        KeyValuePair<string, string>[] wanted = [.. tags ?? []];
        return
        [
            .. Before(before)
                .Where(job => wanted.All(OwnerLabel.Of(job.Spec).Contains))
                .Take(limit)
                .Select(job => job.Row),
        ];
    }

    public IReadOnlyList<JobRow> Named(string name, int limit, JobId? before = null) =>
        [.. Before(before).Select(job => job.Row).Where(row => row.Name == name).Take(limit)];

    private IEnumerable<JobTables> Before(JobId? before) =>
        Now.Jobs.Values.Reverse().Where(job => before is not { } limit || job.Row.Id.Value < limit.Value);

    public IReadOnlyList<string> Names(string prefix, int limit) =>
        [
            .. Now
                .Jobs.Values.Select(job => job.Row.Name)
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Take(limit),
        ];

    public IReadOnlyList<JobRow> Unfinished() => [.. Now.Jobs.Values.Where(job => job.IsOpen).Select(job => job.Row)];

    public JobRow? Job(JobId id) => Rows(id)?.Row;

    public JobSpec? Spec(JobId id) => Rows(id)?.Spec;

    public int? MaxParallel(JobId id) => Rows(id)?.Spec.MaxParallel;

    public IReadOnlyList<AwaitedJob> Awaited(JobId id) =>
        Rows(id) is { } job ? AfterRule.Of(job.Spec, needed => job.Awaited.GetValueOrDefault(needed)) : [];

    public IReadOnlyList<GroupRow> Groups(JobId id) => Rows(id) is { } job ? job.Groups : [];

    public StoredJob? Load(JobId id) => Loading.Load(Now, id);

    public IReadOnlyList<(JobId Job, bool IsWanted)> OpenJobs() => Loading.Open(Now);

    public IReadOnlyList<SavedFilter> Filters() => Now.Filters;

    public bool IsDone(long request) => !Now.Inbox.ContainsKey(request);

    public IReadOnlyList<NodeRow> CellNodes() => [.. Now.Nodes.Values];

    public IReadOnlyDictionary<NodeId, string> NodeNames()
    {
        var names = Now.Nodes.Values.ToDictionary(row => row.Id, row => row.Said.Name);
        names[NodeId.Home] = Now.Own?.Said.Name ?? Environment.MachineName;
        return names;
    }

    public NodeRow? OwnNode() => Now.Own;

    public Capacity? NodeCapacity() => Now.Own?.Said.Capacity;

    public void Dispose() { }

    private JobTables? Rows(JobId id) => Now.Jobs.GetValueOrDefault(id);
}
