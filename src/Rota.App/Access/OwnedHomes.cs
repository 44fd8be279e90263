using Rota.Core.Schedules;
using Rota.Store.Audit;
using Rota.Store.Budgets;
using Rota.Store.Copying;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Machines;
using Rota.Store.Nodes;
using Rota.Store.SavedFilters;
using Rota.Store.Turns;

namespace Rota.App.Access;

/// <summary>Homes as a user of the machine finds them: what they hand in is theirs, and runs as them.</summary>
/// <param name="homes">The homes.</param>
/// <param name="owner">The number of the user.</param>
/// <param name="isAdmin">Whether they may put their jobs before those of others.</param>
public sealed class OwnedHomes(IHomes homes, long owner, bool isAdmin) : IHomes
{
    /// <inheritdoc/>
    public string Engine => homes.Engine;

    /// <inheritdoc/>
    public string EngineVersion => homes.EngineVersion;

    /// <inheritdoc/>
    public IHome Of(StateDirectory state) => new OwnedHome(homes.Of(state), owner, isAdmin);

    /// <inheritdoc/>
    public IRestoring Restore(string target) => homes.Restore(target);

    private sealed class OwnedHome(IHome home, long owner, bool isAdmin) : IHome
    {
        public StateDirectory State => home.State;

        public bool Exists => home.Exists;

        public ISharedTexts? Shared => home.Shared;

        public IHome By(Author author) => new OwnedHome(home.By(author), owner, isAdmin);

        public IHomeStore Turns(LockHolder? holder = null) => home.Turns(holder);

        public IJobSubmissions Submissions() => new OwnedSubmissions(home.Submissions(), owner, isAdmin);

        public IQueueSettings Queues() => home.Queues();

        public IBudgets Budgets() => home.Budgets();

        public IScheduleRegistry Schedules(ITimeZones zones) =>
            new OwnedSchedules(home.Schedules(zones), owner, isAdmin);

        public IOutbox Outbox() => home.Outbox();

        public ITokens Tokens() => home.Tokens();

        public ISavedFilters Filters() => home.Filters();

        public IOperations Operations() => home.Operations();

        public INodeRegistry Nodes() => home.Nodes();

        public IHomeReader Read() => home.Read();

        public IHomeCopy Copying() => home.Copying();

        public IDisposable? Listen(Action committed) => home.Listen(committed);

        public IPruning Prune() => home.Prune();

        public IReadOnlyList<string> Backup(string target, bool withFiles, bool replaces) =>
            home.Backup(target, withFiles, replaces);
    }
}
