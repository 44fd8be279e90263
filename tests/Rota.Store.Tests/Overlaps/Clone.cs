using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Slots;
using Rota.Store.Turns;

namespace Rota.Store.Tests.Overlaps;

/// <summary>
/// A runner cut into its steps, so that others can come between any two of them: load, begin a turn, commit, carry out.
/// Its clock is wrong by an offset of its own.
/// </summary>
internal sealed class Clone(IHomeStore store, FakeKeeper keeper, string id, long offset) : IDisposable
{
    private readonly RunnerIdentity identity = Home.Runner with { Id = id };
    private readonly List<AttemptId> ended = [];
    private List<Effect> effects = [];
    private List<AttemptId> acknowledgements = [];
    private Reconciler? core;
    private HashSet<int> partitions = [];
    private long loadedEpoch;
    private long seen;
    private ITurn? turn;

    public Membership Place { get; private set; } = store.Join(
        Home.Runner with { Id = id }, Home.Joining, _ => true);

    public bool IsInTurn => turn is not null;

    /// <summary>The epoch that the turn found, the runner's own, and the partitions it writes.</summary>
    public (long Found, long Own, int[] Partitions) Write =>
        (turn!.News.Epoch, loadedEpoch, [.. core!.Changes.Jobs.Select(job => job.Partition).Distinct()]);

    public bool IsItsTime(Frame frame, int rank, long now) =>
        TurnRule.Choose(frame, rank, now + offset, wantsTurn: true, cost: 100).Kind != TurnKind.Wait;

    /// <summary>Joins again where it is no member; loads what is its own. False when the node follows a later claim.</summary>
    public bool Load()
    {
        Place = store.Look(Place.Incarnation);
        if (Place.Rank is null)
        {
            Place = store.Join(identity, Home.Joining, _ => true);
        }

        Forget();
        loadedEpoch = Place.Frame.Epoch;
        ended.Clear();
        partitions = Place.Partitions.ToHashSet();
        if (!keeper.Claim(loadedEpoch, partitions))
        {
            return false;
        }

        core = new Reconciler(new CellNodes(new NodeLedger(Home.Node)), loadedEpoch, (_, _, _) => "");
        core.Begin(Home.Now);
        var news = store.Look(Place.Incarnation, 0);
        (seen, core.NextAttempt) = (news.Turn, 0);
        core.Learn(news.Accounts, news.Demands);
        foreach (var (job, _) in store.OpenJobs(partitions))
        {
            var stored = store.Load(job)!;
            core.Adopt(stored.Job, stored.Pending, stored.Live, isBooked: true);
        }

        foreach (var attempt in core.Attempts.Values.Where(one => !keeper.Knows(one.Id)).ToArray())
        {
            core.Reorder(attempt);
        }

        return true;
    }

    /// <summary>Takes the frame over without loading, as no runner may: the owners of partitions must stop it.</summary>
    public void LookWithoutLoading() => Place = store.Look(Place.Incarnation);

    /// <summary>Begins a turn and decides it; nothing where the lock is held or the frame has changed.</summary>
    public void Begin(bool isLocked)
    {
        if (core is null && (isLocked || !Load()))
        {
            return;
        }

        try
        {
            turn = store.Begin(Place, seen, TimeSpan.Zero);
        }
        catch (StoreException error) when (error.Failure == StoreFailure.Fenced)
        {
            Forget();
        }

        if (turn is null)
        {
            return;
        }

        core!.Learn(turn.News.Accounts, turn.News.Demands);
        core.NextAttempt = turn.ReserveAttempts(100);
        foreach (var report in keeper.Reports(loadedEpoch, partitions).Where(one => core.Attempts.ContainsKey(one.Attempt)))
        {
            core.Apply(report);
            if (report is NodeEvent.Ended)
            {
                ended.Add(report.Attempt);
            }
        }

        core.Dispatch();
    }

    /// <summary>Commits the open turn. Its effects are carried out later, by <see cref="CarryOut"/>.</summary>
    public void Commit()
    {
        try
        {
            turn!.Commit(core!.Changes, core.ChangedAccounts, core.Demand, []);
            seen = turn.News.Turn + 1;
            effects = [.. effects, .. core.Changes.Effects];
            acknowledgements = [.. acknowledgements, .. ended];
            ended.Clear();
            core.AccountsStored();
            core.Changes.Clear();
        }
        catch (StoreException error) when (error.Failure == StoreFailure.Fenced)
        {
            Forget();
        }

        turn?.Dispose();
        turn = null;
    }

    public void CarryOut()
    {
        effects.ForEach(effect => keeper.Obey(loadedEpoch, effect));
        acknowledgements.ForEach(keeper.Acknowledge);
        effects.Clear();
        acknowledgements.Clear();
    }

    /// <summary>Dies: what was begun leaves no trace, and what was to be carried out never is.</summary>
    public void Forget()
    {
        turn?.Dispose();
        (turn, core) = (null, null);
        effects.Clear();
        acknowledgements.Clear();
    }

    public bool Evict(Clone other) => store.Evict(Place.Frame.Epoch, [other.Place.Incarnation], TimeSpan.Zero);

    public void Dispose()
    {
        turn?.Dispose();
        store.Dispose();
    }
}
