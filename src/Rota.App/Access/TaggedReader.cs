using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.State;
using Rota.Store.Budgets;
using Rota.Store.Home;
using Rota.Store.Nodes;
using Rota.Store.Records;
using Rota.Store.Rules;
using Rota.Store.SavedFilters;
using Rota.Store.Turns;

namespace Rota.App.Access;

/// <summary>A look at jobs that have some labels: others are not there.</summary>
internal sealed class TaggedReader(IHomeReader reader, IReadOnlyDictionary<string, string> tags) : IHomeReader
{
    private const int Chunk = 256;

    public ITaskReader Tasks => reader.Tasks;

    public IAttemptReader Attempts => reader.Attempts;

    public ILiveReader Live => reader.Live;

    public IQueueReader Queues => reader.Queues;

    public IBudgetReader Budgets => reader.Budgets;

    public IScheduleReader Schedules => reader.Schedules;

    public IFrameReader Frame => reader.Frame;

    public IChangeReader Changes => reader.Changes;

    public IOutboxReader Outbox => throw TaggedHomes.Refusal();

    public IAuditReader Audit => throw TaggedHomes.Refusal();

    public IOperationReader Operations => throw TaggedHomes.Refusal();

    public ITokenReader Tokens => throw TaggedHomes.Refusal();

    public IReadOnlyList<SavedFilter> Filters() => throw TaggedHomes.Refusal();

    public IHomeProof Proof => reader.Proof;

    public IReadOnlyList<JobRow> Jobs(
        int limit,
        IEnumerable<KeyValuePair<string, string>>? asked = null,
        JobId? before = null
    )
    {
        var all = (asked ?? []).ToDictionary(StringComparer.Ordinal);
        return tags.All(tag => all.TryAdd(tag.Key, tag.Value) || all[tag.Key] == tag.Value)
            ? reader.Jobs(limit, all, before)
            : [];
    }

    public IReadOnlyList<JobRow> Named(string name, int limit, JobId? before = null)
    {
        var found = new List<JobRow>();
        while (found.Count < limit && reader.Named(name, Chunk, before) is { Count: > 0 } rows)
        {
            found.AddRange(rows.Where(Has));
            before = rows[^1].Id;
        }

        return [.. found.Take(limit)];
    }

    public IReadOnlyList<string> Names(string prefix, int limit) =>
        [
            .. Jobs(int.MaxValue)
                .Select(job => job.Name)
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Take(limit),
        ];

    public IReadOnlyList<JobRow> Unfinished() => [.. reader.Unfinished().Where(Has)];

    public JobRow? Job(JobId id) => reader.Job(id) is { } row && Has(row) ? row : null;

    public JobSpec? Spec(JobId id) => Job(id) is null ? null : reader.Spec(id);

    public int? MaxParallel(JobId id) => Job(id) is null ? null : reader.MaxParallel(id);

    public IReadOnlyList<AwaitedJob> Awaited(JobId id) => Job(id) is null ? [] : reader.Awaited(id);

    public IReadOnlyList<GroupRow> Groups(JobId id) => Job(id) is null ? [] : reader.Groups(id);

    public StoredJob? Load(JobId id) => Job(id) is null ? null : reader.Load(id);

    public IReadOnlyList<(JobId Job, bool IsWanted)> OpenJobs() =>
        [.. reader.OpenJobs().Where(open => Job(open.Job) is not null)];

    public bool IsDone(long request) => reader.IsDone(request);

    public IReadOnlyDictionary<NodeId, string> NodeNames() => reader.NodeNames();

    public IReadOnlyList<NodeRow> CellNodes() => reader.CellNodes();

    public NodeRow? OwnNode() => reader.OwnNode();

    public Capacity? NodeCapacity() => reader.NodeCapacity();

    public void Dispose() => reader.Dispose();

    private bool Has(JobRow row)
    {
        var own = SubmissionRule.TagsIn(row.Tags);
        return tags.All(tag => own.TryGetValue(tag.Key, out var value) && value == tag.Value);
    }
}
