using Rota.Core.Schedules;
using Rota.Store.Copying;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Postgres.Copying;
using Rota.Store.Postgres.Pruning;
using Rota.Store.Postgres.Queries;
using Rota.Store.Postgres.Schemas;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Submissions;
using Rota.Store.Postgres.Turns;
using Rota.Store.Turns;

namespace Rota.Store.Postgres;

/// <summary>A home on PostgreSQL, as a state directory sees it whose node runs the attempts.</summary>
public sealed class PostgresHome(StateDirectory state, Server server) : IHome
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
    public IHomeStore Turns(LockHolder? holder = null) => new PostgresHomeStore(state, server, holder);

    /// <inheritdoc/>
    public IJobSubmissions Submissions() => new JobSubmissions(state, server);

    /// <inheritdoc/>
    public IQueueSettings Queues() => new QueueSettings(state, server);

    /// <inheritdoc/>
    public IScheduleRegistry Schedules(ITimeZones zones) => new ScheduleRegistry(state, server, zones);

    /// <inheritdoc/>
    public IOutbox Outbox() => new SentOutbox(state, server);

    /// <inheritdoc/>
    public IHomeReader Read() => new JobQueries(state, server);

    /// <inheritdoc/>
    public IDisposable? Listen(Action committed) => HomeListener.Begin(state, committed);

    /// <inheritdoc/>
    public IHomeCopy Copying() => new PostgresCopy(state, server);

    /// <inheritdoc/>
    public IPruning Prune() => new Prune(state, server);

    /// <inheritdoc/>
    public IReadOnlyList<string> Backup(string target, bool withFiles, bool replaces) =>
        throw PostgresHomes.KeptByTheServer();
}
