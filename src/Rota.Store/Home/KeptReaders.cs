using System.Collections.Concurrent;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.State;
using Rota.Store.Budgets;
using Rota.Store.Nodes;
using Rota.Store.Records;
using Rota.Store.SavedFilters;
using Rota.Store.Turns;

namespace Rota.Store.Home;

/// <summary>
/// Readers of a home that are used again: for who answers many questions, each by a reader of its own. One that is
/// disposed of waits for the next; of more than so many, it is closed.
/// </summary>
/// <param name="open">Opens one.</param>
/// <param name="most">How many wait at most.</param>
public sealed class KeptReaders(Func<IHomeReader> open, int most) : IDisposable
{
    private readonly ConcurrentBag<IHomeReader> idle = [];
    private volatile bool isClosed;

    /// <summary>One for the caller alone, until it is disposed of.</summary>
    public IHomeReader Take() => new Lent(this, idle.TryTake(out var reader) ? reader : open());

    /// <inheritdoc/>
    public void Dispose()
    {
        isClosed = true;
        while (idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private void Return(IHomeReader reader)
    {
        if (isClosed || idle.Count >= most)
        {
            reader.Dispose();
        }
        else
        {
            idle.Add(reader);
        }
    }

    private sealed class Lent(KeptReaders kept, IHomeReader reader) : IHomeReader
    {
        private IHomeReader? reader = reader;

        public ITaskReader Tasks => Own.Tasks;

        public IAttemptReader Attempts => Own.Attempts;

        public ILiveReader Live => Own.Live;

        public IQueueReader Queues => Own.Queues;

        public IBudgetReader Budgets => Own.Budgets;

        public IScheduleReader Schedules => Own.Schedules;

        public IFrameReader Frame => Own.Frame;

        public IChangeReader Changes => Own.Changes;

        public IOutboxReader Outbox => Own.Outbox;

        public IAuditReader Audit => Own.Audit;

        public ITokenReader Tokens => Own.Tokens;

        public IOperationReader Operations => Own.Operations;

        public IHomeProof Proof => Own.Proof;

        private IHomeReader Own => reader ?? throw new ObjectDisposedException(nameof(IHomeReader));

        public IReadOnlyList<JobRow> Jobs(
            int limit,
            IEnumerable<KeyValuePair<string, string>>? tags = null,
            JobId? before = null
        ) => Own.Jobs(limit, tags, before);

        public IReadOnlyList<JobRow> Named(string name, int limit, JobId? before = null) =>
            Own.Named(name, limit, before);

        public IReadOnlyList<string> Names(string prefix, int limit) => Own.Names(prefix, limit);

        public IReadOnlyList<JobRow> Unfinished() => Own.Unfinished();

        public JobRow? Job(JobId id) => Own.Job(id);

        public JobSpec? Spec(JobId id) => Own.Spec(id);

        public int? MaxParallel(JobId id) => Own.MaxParallel(id);

        public IReadOnlyList<AwaitedJob> Awaited(JobId id) => Own.Awaited(id);

        public IReadOnlyList<GroupRow> Groups(JobId id) => Own.Groups(id);

        public StoredJob? Load(JobId id) => Own.Load(id);

        public IReadOnlyList<(JobId Job, bool IsWanted)> OpenJobs() => Own.OpenJobs();

        public IReadOnlyList<SavedFilter> Filters() => Own.Filters();

        public bool IsDone(long request) => Own.IsDone(request);

        public IReadOnlyDictionary<NodeId, string> NodeNames() => Own.NodeNames();

        public IReadOnlyList<NodeRow> CellNodes() => Own.CellNodes();

        public NodeRow? OwnNode() => Own.OwnNode();

        public Capacity? NodeCapacity() => Own.NodeCapacity();

        public void Dispose()
        {
            if (Interlocked.Exchange(ref reader, null) is { } mine)
            {
                kept.Return(mine);
            }
        }
    }
}
