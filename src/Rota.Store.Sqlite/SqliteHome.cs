using Rota.Core.Schedules;
using Rota.Store.Copying;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Sqlite.Copying;
using Rota.Store.Sqlite.Pruning;
using Rota.Store.Sqlite.Queries;
using Rota.Store.Sqlite.Submissions;
using Rota.Store.Sqlite.Turns;
using Rota.Store.Turns;

namespace Rota.Store.Sqlite;

/// <summary>The home of a state on one SQLite file in its directory.</summary>
public sealed class SqliteHome(StateDirectory state) : IHome
{
    /// <inheritdoc/>
    public StateDirectory State => state;

    /// <inheritdoc/>
    public bool Exists => File.Exists(state.Database);

    /// <inheritdoc/>
    public IHomeStore Turns(LockHolder? holder = null) => new SqliteHomeStore(state, holder);

    /// <inheritdoc/>
    public IJobSubmissions Submissions() => new JobSubmissions(state);

    /// <inheritdoc/>
    public IQueueSettings Queues() => new QueueSettings(state);

    /// <inheritdoc/>
    public IScheduleRegistry Schedules(ITimeZones zones) => new ScheduleRegistry(state, zones);

    /// <inheritdoc/>
    public IOutbox Outbox() => new SentOutbox(state);

    /// <inheritdoc/>
    public IHomeReader Read() => new JobQueries(state);

    /// <inheritdoc/>
    public IDisposable? Listen(Action committed) => HomeListener.Begin(state, committed);

    /// <inheritdoc/>
    public IHomeCopy Copying() => new SqliteCopy(state);

    /// <inheritdoc/>
    public IPruning Prune() => new Prune(state);

    /// <inheritdoc/>
    public IReadOnlyList<string> Backup(string target, bool withFiles, bool replaces) =>
        Backups.Backup.Write(state, target, withFiles, replaces);
}
