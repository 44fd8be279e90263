using Rota.App.Problems;
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

/// <summary>
/// Homes as somebody finds them who may see jobs with some labels only: others are not there, and nothing that is of
/// the whole state can be changed.
/// </summary>
/// <param name="homes">The homes.</param>
/// <param name="tags">The labels.</param>
public sealed class TaggedHomes(IHomes homes, IReadOnlyDictionary<string, string> tags) : IHomes
{
    /// <inheritdoc/>
    public string Engine => homes.Engine;

    /// <inheritdoc/>
    public string EngineVersion => homes.EngineVersion;

    /// <inheritdoc/>
    public IHome Of(StateDirectory state) => new TaggedHome(homes.Of(state), tags);

    /// <inheritdoc/>
    public IRestoring Restore(string target) => throw Refusal();

    /// <summary>What is told of what they may not.</summary>
    internal static ProblemException Refusal() =>
        new(
            AccessProblems.NotAllowed,
            "who asks may see jobs with some labels only, and this is of the whole state",
            "ask with a token that has no tags (rota token create NAME --scope ...), or as an administrator"
        );

    private sealed class TaggedHome(IHome home, IReadOnlyDictionary<string, string> tags) : IHome
    {
        public StateDirectory State => home.State;

        public bool Exists => home.Exists;

        public ISharedTexts? Shared => home.Shared;

        public IHome By(Author author) => new TaggedHome(home.By(author), tags);

        public IHomeStore Turns(LockHolder? holder = null) => throw Refusal();

        public IJobSubmissions Submissions() => new TaggedSubmissions(home.Submissions(), tags, Read);

        public IQueueSettings Queues() => throw Refusal();

        public IBudgets Budgets() => throw Refusal();

        public IScheduleRegistry Schedules(ITimeZones zones) => throw Refusal();

        public IOutbox Outbox() => throw Refusal();

        public ITokens Tokens() => throw Refusal();

        public ISavedFilters Filters() => throw Refusal();

        public IOperations Operations() => throw Refusal();

        public INodeRegistry Nodes() => throw Refusal();

        public IHomeReader Read() => new TaggedReader(home.Read(), tags);

        public IHomeCopy Copying() => throw Refusal();

        public IDisposable? Listen(Action committed) => home.Listen(committed);

        public IPruning Prune() => throw Refusal();

        public IReadOnlyList<string> Backup(string target, bool withFiles, bool replaces) => throw Refusal();
    }
}
