using Rota.Core.Schedules;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Memory.Queries;
using Rota.Store.Memory.Submissions;
using Rota.Store.Memory.Tables;
using Rota.Store.Memory.Turns;
using Rota.Store.Turns;

namespace Rota.Store.Memory;

/// <summary>The home of a state in memory: what opens it in this process shares it, and nothing outlives it.</summary>
public sealed class MemoryHome(StateDirectory state) : IHome
{
    private readonly CommittedTables committed = new(state);

    /// <summary>Its rows, for a look at them.</summary>
    internal CommittedTables Committed => committed;

    /// <inheritdoc/>
    public StateDirectory State => state;

    /// <inheritdoc/>
    public bool Exists => committed.Now is not null;

    /// <summary>What is committed now.</summary>
    public MemoryImage Image => new(committed.Now);

    /// <summary>
    /// Has all that was committed since be lost, as a failure of power may: no port may be open then.
    /// </summary>
    public void SetBack(MemoryImage image) => committed.SetBack(image.Tables);

    /// <inheritdoc/>
    public IHomeStore Turns(LockHolder? holder = null) => new MemoryHomeStore(new Writer(committed, holder));

    /// <inheritdoc/>
    public IJobSubmissions Submissions() => new JobSubmissions(new Writer(committed));

    /// <inheritdoc/>
    public IQueueSettings Queues() => new QueueSettings(new Writer(committed));

    /// <inheritdoc/>
    public IScheduleRegistry Schedules(ITimeZones zones) => new ScheduleRegistry(new Writer(committed), zones);

    /// <inheritdoc/>
    public IOutbox Outbox() => new SentOutbox(new Writer(committed));

    /// <inheritdoc/>
    public IHomeReader Read() => new HomeReader(committed);

    /// <inheritdoc/>
    public IDisposable? Listen(Action committed) => HomeListener.Begin(state, committed);

    /// <inheritdoc/>
    public IPruning Prune() => new Prune(new Writer(committed));

    /// <inheritdoc/>
    public IReadOnlyList<string> Backup(string target, bool withFiles, bool replaces) => throw NotOnDisk();

    /// <summary>What is told of a backup, there and back.</summary>
    internal static StoreException NotOnDisk() =>
        new(
            StoreFailure.Unsupported,
            "a home in memory has nothing on the disk to back up or restore. Use a home that has, such as SQLite"
        );
}
