using Rota.Core.Schedules;
using Rota.Store.Audit;
using Rota.Store.Budgets;
using Rota.Store.Copying;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Nodes;
using Rota.Store.SavedFilters;
using Rota.Store.Sqlite.Budgets;
using Rota.Store.Sqlite.Copying;
using Rota.Store.Sqlite.Pruning;
using Rota.Store.Sqlite.Queries;
using Rota.Store.Sqlite.Submissions;
using Rota.Store.Sqlite.Turns;
using Rota.Store.Turns;

namespace Rota.Store.Sqlite;

/// <summary>The home of a state on one SQLite file in its directory.</summary>
/// <param name="state">The state.</param>
/// <param name="author">Who changes it by this; null for nobody in particular.</param>
public sealed class SqliteHome(StateDirectory state, Author? author = null) : IHome
{
    /// <inheritdoc/>
    public StateDirectory State => state;

    /// <inheritdoc/>
    public bool Exists => File.Exists(state.Database);

    /// <inheritdoc/>
    public IHome By(Author author) => new SqliteHome(state, author);

    /// <inheritdoc/>
    public IHomeStore Turns(LockHolder? holder = null) => new SqliteHomeStore(state, holder);

    /// <inheritdoc/>
    public IJobSubmissions Submissions() => new JobSubmissions(state, author);

    /// <inheritdoc/>
    public IQueueSettings Queues() => new QueueSettings(state, author);

    /// <inheritdoc/>
    public IBudgets Budgets() => new BudgetRegistry(state, author);

    /// <inheritdoc/>
    public IScheduleRegistry Schedules(ITimeZones zones) => new ScheduleRegistry(state, zones, author);

    /// <inheritdoc/>
    public IOutbox Outbox() => new SentOutbox(state, author);

    /// <inheritdoc/>
    public ITokens Tokens() => new KeptTokens(state, author);

    /// <inheritdoc/>
    public ISavedFilters Filters() => new KeptFilters(state, author);

    /// <inheritdoc/>
    public IOperations Operations() => new KeptOperations(state, author);

    /// <inheritdoc/>
    public INodeRegistry Nodes() => new NodeRegistry(state, author);

    /// <inheritdoc/>
    public IHomeReader Read() => new JobQueries(state);

    /// <inheritdoc/>
    public IDisposable? Listen(Action committed) => HomeListener.Begin(state, committed);

    /// <inheritdoc/>
    public IHomeCopy Copying() => new SqliteCopy(state, author);

    /// <inheritdoc/>
    public IPruning Prune() => new Prune(state, author);

    /// <inheritdoc/>
    public IReadOnlyList<string> Backup(string target, bool withFiles, bool replaces) =>
        Backups.Backup.Write(state, target, withFiles, replaces);
}
