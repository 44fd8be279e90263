using Rota.Core.Schedules;
using Rota.Store.Audit;
using Rota.Store.Budgets;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Memory.Queries;
using Rota.Store.Memory.Submissions;
using Rota.Store.Memory.Tables;
using Rota.Store.Memory.Turns;
using Rota.Store.Nodes;
using Rota.Store.SavedFilters;
using Rota.Store.Turns;

namespace Rota.Store.Memory;

/// <summary>The home of a state in memory: what opens it in this process shares it, and nothing outlives it.</summary>
public sealed class MemoryHome : IHome
{
    private readonly CommittedTables committed;
    private readonly Author? author;

    /// <summary>A new one.</summary>
    public MemoryHome(StateDirectory state)
        : this(new CommittedTables(state), author: null) { }

    private MemoryHome(CommittedTables committed, Author? author) =>
        (this.committed, this.author) = (committed, author);

    /// <summary>Its rows, for a look at them.</summary>
    internal CommittedTables Committed => committed;

    /// <inheritdoc/>
    public StateDirectory State => committed.State;

    /// <inheritdoc/>
    public bool Exists => committed.Now is not null;

    /// <summary>What is committed now.</summary>
    public MemoryImage Image => new(committed.Now);

    /// <summary>
    /// Has all that was committed since be lost, as a failure of power may: no port may be open then.
    /// </summary>
    public void SetBack(MemoryImage image) => committed.SetBack(image.Tables);

    /// <inheritdoc/>
    public IHome By(Author author) => new MemoryHome(committed, author);

    /// <inheritdoc/>
    public IHomeStore Turns(LockHolder? holder = null) => new MemoryHomeStore(new Writer(committed, holder));

    /// <inheritdoc/>
    public IJobSubmissions Submissions() => new JobSubmissions(People());

    /// <inheritdoc/>
    public IQueueSettings Queues() => new QueueSettings(People());

    /// <inheritdoc/>
    public IBudgets Budgets() => new BudgetRegistry(People());

    /// <inheritdoc/>
    public IScheduleRegistry Schedules(ITimeZones zones) => new ScheduleRegistry(People(), zones);

    /// <inheritdoc/>
    public IOutbox Outbox() => new SentOutbox(People());

    /// <inheritdoc/>
    public ITokens Tokens() => new KeptTokens(People());

    /// <inheritdoc/>
    public ISavedFilters Filters() => new KeptFilters(People());

    /// <inheritdoc/>
    public IOperations Operations() => new KeptOperations(People());

    /// <inheritdoc/>
    public INodeRegistry Nodes() => new NodeRegistry(People());

    /// <inheritdoc/>
    public IHomeReader Read() => new HomeReader(committed);

    /// <inheritdoc/>
    public IDisposable? Listen(Action committed) => HomeListener.Begin(State, committed);

    /// <inheritdoc/>
    public IPruning Prune() => new Prune(People());

    /// <inheritdoc/>
    public IReadOnlyList<string> Backup(string target, bool withFiles, bool replaces) => throw NotOnDisk();

    private Writer People() => new(committed, holder: null, author);

    /// <summary>What is told of a backup, there and back.</summary>
    internal static StoreException NotOnDisk() =>
        new(
            StoreFailure.Unsupported,
            "a home in memory has nothing on the disk to back up or restore. Use a home that has, such as SQLite"
        );
}
