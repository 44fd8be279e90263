using System.Collections.Concurrent;
using Rota.Core.Schedules;
using Rota.Store.Audit;
using Rota.Store.Budgets;
using Rota.Store.Copying;
using Rota.Store.Local;
using Rota.Store.Machines;
using Rota.Store.Nodes;
using Rota.Store.Records;
using Rota.Store.SavedFilters;
using Rota.Store.Turns;

namespace Rota.Store.Home;

/// <summary>Homes whose readers are used again. For a process that answers many questions of the same state.</summary>
/// <param name="homes">The homes.</param>
/// <param name="most">Readers of each that wait at most.</param>
public sealed class KeptHomes(IHomes homes, int most) : IHomes, IDisposable
{
    private readonly ConcurrentDictionary<string, KeptReaders> readers = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Engine => homes.Engine;

    /// <inheritdoc/>
    public string EngineVersion => homes.EngineVersion;

    /// <inheritdoc/>
    public IReadOnlyList<HomeFinding> Promises() => homes.Promises();

    /// <inheritdoc/>
    public IHome Of(StateDirectory state)
    {
        var home = homes.Of(state);
        return new KeptHome(home, readers.GetOrAdd(state.Path, _ => new KeptReaders(home.Read, most)));
    }

    /// <inheritdoc/>
    public IRestoring Restore(string target) => homes.Restore(target);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var kept in readers.Values)
        {
            kept.Dispose();
        }
    }

    private sealed class KeptHome(IHome home, KeptReaders readers) : IHome
    {
        public StateDirectory State => home.State;

        public bool Exists => home.Exists;

        public ISharedTexts? Shared => home.Shared;

        public IHome By(Author author) => new KeptHome(home.By(author), readers);

        public IHomeStore Turns(LockHolder? holder = null) => home.Turns(holder);

        public IJobSubmissions Submissions() => home.Submissions();

        public IQueueSettings Queues() => home.Queues();

        public IBudgets Budgets() => home.Budgets();

        public IScheduleRegistry Schedules(ITimeZones zones) => home.Schedules(zones);

        public IOutbox Outbox() => home.Outbox();

        public ITokens Tokens() => home.Tokens();

        public ISavedFilters Filters() => home.Filters();

        public IOperations Operations() => home.Operations();

        public INodeRegistry Nodes() => home.Nodes();

        public IHomeReader Read() => readers.Take();

        public IHomeCopy Copying() => home.Copying();

        public IDisposable? Listen(Action committed) => home.Listen(committed);

        public IPruning Prune() => home.Prune();

        public IReadOnlyList<string> Backup(string target, bool withFiles, bool replaces) =>
            home.Backup(target, withFiles, replaces);
    }
}
