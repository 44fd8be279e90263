using Rota.Core.Schedules;
using Rota.Store.Audit;
using Rota.Store.Budgets;
using Rota.Store.Copying;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Machines;
using Rota.Store.Nodes;
using Rota.Store.Postgres.Budgets;
using Rota.Store.Postgres.Copying;
using Rota.Store.Postgres.Pruning;
using Rota.Store.Postgres.Queries;
using Rota.Store.Postgres.Schemas;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Submissions;
using Rota.Store.Postgres.Turns;
using Rota.Store.SavedFilters;
using Rota.Store.Turns;

namespace Rota.Store.Postgres;

/// <summary>A home on PostgreSQL, as a state directory sees it whose node runs the attempts.</summary>
/// <param name="state">The state.</param>
/// <param name="server">The server that has it.</param>
/// <param name="author">Who changes it by this; null for nobody in particular.</param>
public sealed class PostgresHome(StateDirectory state, Server server, Author? author = null) : IHome
{
    /// <inheritdoc/>
    public StateDirectory State => state;

    /// <inheritdoc/>
    public bool Exists
    {
        get
        {
            using var connection = new Connection(server);
            return server.IsKnown || Schema.IsThere(connection);
        }
    }

    /// <inheritdoc/>
    public IHome By(Author author) => new PostgresHome(state, server, author);

    /// <inheritdoc/>
    public IHomeStore Turns(LockHolder? holder = null) => new PostgresHomeStore(state, server, holder);

    /// <inheritdoc/>
    public IJobSubmissions Submissions() => new JobSubmissions(state, server, author);

    /// <inheritdoc/>
    public IQueueSettings Queues() => new QueueSettings(state, server, author);

    /// <inheritdoc/>
    public IBudgets Budgets() => new BudgetRegistry(state, server, author);

    /// <inheritdoc/>
    public IScheduleRegistry Schedules(ITimeZones zones) => new ScheduleRegistry(state, server, zones, author);

    /// <inheritdoc/>
    public IOutbox Outbox() => new SentOutbox(state, server, author);

    /// <inheritdoc/>
    public ITokens Tokens() => new KeptTokens(state, server, author);

    /// <inheritdoc/>
    public IOperations Operations() => new KeptOperations(state, server, author);

    /// <inheritdoc/>
    public ISavedFilters Filters() => new KeptFilters(state, server, author);

    /// <inheritdoc/>
    public INodeRegistry Nodes() => new NodeRegistry(state, server, author);

    /// <inheritdoc/>
    public ISharedTexts? Shared => new SharedTexts(state, server);

    /// <inheritdoc/>
    public IHomeReader Read() => new JobQueries(state, server);

    /// <inheritdoc/>
    public IDisposable? Listen(Action committed) => HomeListener.Begin(state, committed);

    /// <inheritdoc/>
    public IHomeCopy Copying() => new PostgresCopy(state, server, author);

    /// <inheritdoc/>
    public IRecovery Recovery() => new Recovery(state, server, author);

    /// <inheritdoc/>
    public IPruning Prune() => new Prune(state, server, author);

    /// <inheritdoc/>
    public IReadOnlyList<string> Backup(string target, bool withFiles, bool replaces) =>
        throw PostgresHomes.KeptByTheServer();
}
