using Microsoft.Extensions.Logging;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Templates;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Fabric;
using Rota.Instruments.Tracing;
using Rota.Linux.Clocks;
using Rota.Linux.Faults;
using Rota.Runners.Nodes;
using Rota.Store;
using Rota.Store.Turns;

namespace Rota.Runners.Turns;

/// <summary>
/// The jobs of a runner's partitions, and what a turn does with them: events in, decisions, one commit, effects out.
/// The fence that the turn was begun with is what makes it safe; everything here only makes it right.
/// </summary>
internal sealed class Workload(
    IHomeStore store,
    NodeLines lines,
    MonotonicClock time,
    ILogger log,
    TurnInstruments instruments
)
{
    /// <summary>More than a turn can start: starts and successors of all shapes, and what is claimed.</summary>
    private const int StartsPerTurnMax = 4_096 + RequestHandler.ClaimsPerTurnMax;
    private const int AttemptBlock = 16_384;
    private const int LargeJobEntries = 10_000;
    private readonly TurnClock clock = new(time);
    private readonly Pending pending = new();
    private readonly List<long> done = [];
    private readonly SystemTimeZones zones = new();
    private readonly Dictionary<(JobId, int), (JobSpec Spec, CommandLine Line)> keys = [];
    private Reconciler reconciler = null!;
    private KnownNodes nodes = null!;
    private RequestHandler requests = null!;
    private ScheduleWatch schedules = null!;
    private FiringNews firings = null!;
    private Demand? shownDemand;
    private long reservedUntil;
    private bool hasRequests;
    private bool isHeld;
    private bool isReserving;
    private bool owesSettlement;
    private int items;

    public Action<TurnChanges>? Committed { get; set; }

    public Action<TurnChanges>? Starting { get; set; }

    public volatile bool IsHolding;

    /// <summary>The newest turn whose accounts are known here.</summary>
    public long SeenTurn { get; private set; }

    /// <summary>Reports that wait for a later turn.</summary>
    public int Left => pending.Count;

    /// <summary>Whether there is anything to do.</summary>
    public bool WantsTurn =>
        pending.Count > 0
        || hasRequests
        || IsHolding != isHeld
        || !reconciler.Changes.IsEmpty
        || reconciler.Changes.Effects.Count > 0
        || DueIn <= TimeSpan.Zero;

    /// <summary>Time until a timer, a schedule or a job is due.</summary>
    public TimeSpan DueIn =>
        new[] { reconciler.NextDue - clock.Now, reconciler.NextMoment - WallClock, schedules.DueIn }.Min();

    private Instant WallClock => Instant.From(time.Wall);

    /// <summary>What people should know of its schedules; null when all is well.</summary>
    public string? Notice => schedules.Notice;

    /// <summary>Takes in what nodes report, and what the clock shows.</summary>
    public void Gather()
    {
        nodes.Take();
        schedules.LookAtClock();
    }

    /// <summary>Takes in what others committed.</summary>
    public void Learn(News news)
    {
        reconciler.Learn(news.Accounts, news.Demands);
        SeenTurn = news.Turn;
        hasRequests = news.HasRequests && requests.HasAny(done);
        schedules.Learn(news);
    }

    /// <summary>Takes over how many slots the node has now, and what the home says of the others.</summary>
    public void Know(Membership place)
    {
        reconciler.Resize(place.Capacity.Slots);
        nodes.KnowOwn(place.Own);
        if (nodes.Know(place.Nodes))
        {
            Learn(store.Look(place.Incarnation, 0));
        }
    }

    /// <summary>
    /// Nodes that asked hear that this runner owns what it did. The home itself is asked after they have: who takes
    /// over later counts their silence from then.
    /// </summary>
    public void Renew(Membership place)
    {
        if (!lines.AskRenewal)
        {
            return;
        }

        if (store.Look(place.Incarnation).Frame.Epoch != place.Frame.Epoch)
        {
            throw new StoreException(StoreFailure.Fenced, "the members have changed");
        }

        lines.Renew();
    }

    /// <summary>Decides a turn.</summary>
    /// <param name="turn">The turn, begun.</param>
    /// <param name="budget">Most events and starts to take.</param>
    public void Take(ITurn turn, int budget)
    {
        reconciler.Begin(clock.Now, WallClock);
        Learn(turn.News);
        ReserveAttempts(turn);
        items = pending.Feed(reconciler, budget);
        if (hasRequests)
        {
            requests.TakeIn(reconciler, done);
            hasRequests = requests.HasMore;
        }

        if (IsHolding != isHeld)
        {
            isHeld = IsHolding;
            reconciler.Hold(isHeld);
        }

        schedules.Take(turn);
        reconciler.FireTimers();
        reconciler.Dispatch(Math.Max(1, budget - items));
    }

    /// <summary>Commits the turn, if it changed anything.</summary>
    public void Commit(ITurn turn)
    {
        var changes = reconciler.Changes;
        var demand = reconciler.Demand;
        var accounts = reconciler.ChangedAccounts;
        items += changes.Attempts.Count;
        if (
            changes.IsEmpty
            && done.Count == 0
            && accounts.Count == 0
            && demand == shownDemand
            && !isReserving
            && !schedules.HasFired
        )
        {
            return;
        }

        if (reconciler.NextAttempt > reservedUntil)
        {
            throw new InvariantException("more attempts were named than numbers were reserved");
        }

        if (PlantedBug.Is(PlantedBug.AcknowledgeBeforeCommit))
        {
            Acknowledge();
        }

        if (PlantedBug.Is(PlantedBug.LaunchBeforeCommit))
        {
            lines.Order(changes.Effects);
        }

        CrashPoint.Reach("runner-before-commit");
        instruments.Commits(changes);
        using (RotaActivities.Commit())
        {
            turn.Commit(changes, accounts, demand, done);
        }

        CrashPoint.Reach("runner-after-commit");
        SeenTurn = turn.News.Turn + 1;
        shownDemand = demand;
        isReserving = false;
        reconciler.AccountsStored();
        done.Clear();

        // Nobody is told of its own commit: the jobs it made, and word to those that waited for one that ended, are in
        // the inbox, for whoever owns them.
        hasRequests |= schedules.HasFired || (changes.Jobs.Any(job => job.Ended is not null) && requests.HasAny(done));
    }

    /// <summary>Carries the effects of a committed turn out.</summary>
    /// <returns>Events taken and starts made.</returns>
    public int Finish()
    {
        var changes = reconciler.Changes;
        Starting?.Invoke(changes);
        using (RotaActivities.Launch(changes.Effects.Count))
        {
            lines.Order(changes.Effects);
        }

        CrashPoint.Reach("runner-after-effects");
        Acknowledge();
        pending.Done();
        SettleForgotten();
        requests.Tell();
        firings.Tell();
        if (!changes.IsEmpty)
        {
            instruments.Committed(changes);
            Committed?.Invoke(changes);
        }

        foreach (var job in changes.Jobs.Where(job => job.Ended is not null))
        {
            Forget(job);
        }

        if (changes.Jobs.Any(job => job.Ended is not null))
        {
            schedules.LookAtWaiting();
        }

        changes.Clear();
        instruments.CountTasks(reconciler.Jobs);
        return items;
    }

    /// <summary>Throws away what is in memory, and loads the jobs of these partitions.</summary>
    public void Load(Membership place)
    {
        var partitions = place.Partitions.ToHashSet();
        reconciler = new Reconciler(
            new CellNodes(new NodeLedger(place.Capacity, place.Node), new NodeTraits(Environment.MachineName)),
            place.Frame.Epoch,
            KeyText,
            zones
        );
        requests = new RequestHandler(store, partitions, log);
        schedules = new ScheduleWatch(store, partitions, zones, time, firings = new FiringNews(log, () => WallClock));
        pending.Clear();
        done.Clear();
        var late = new LateWord(place.Node, store.JobOfLost, lines.Order, reconciler, log);
        nodes = new KnownNodes(lines, reconciler, pending.Arrivals, clock, late);
        reconciler.Begin(clock.Now, WallClock);
        (reservedUntil, isReserving, shownDemand, isHeld) = (0, false, null, false);
        reconciler.NextAttempt = 0;
        _ = store.HasChanged();
        SeenTurn = 0;
        var snapshot = Introduce(place, partitions);
        nodes.KnowOwn(place.Own);
        _ = nodes.Know(place.Nodes);
        Learn(store.Look(place.Incarnation, 0));
        foreach (var (id, isWanted) in store.OpenJobs(partitions))
        {
            if (store.Load(id) is { } stored)
            {
                stored.Job.IsParked = !isWanted;
                reconciler.Adopt(stored.Job, stored.Pending, stored.Live, isBooked: true);
            }
        }

        instruments.CountTasks(reconciler.Jobs);
        ReleaseMemory();
        owesSettlement = snapshot.Forgotten != 0;
        Reunion.Hold(reconciler, pending.Arrivals, place.Node, snapshot, place.BootEpoch);
        late.Meet(snapshot, place.Node);
        nodes.LoseRemoved();
        SettleForgotten();
    }

    private ExecutorSnapshot Introduce(Membership place, IReadOnlyCollection<int> partitions)
    {
        try
        {
            return lines.Begin(place.Node, place.Frame.Epoch, partitions);
        }
        catch (StoreException refusal) when (refusal.KeeperEpoch > store.Look(place.Incarnation).Frame.Epoch)
        {
            // A keeper learns of an epoch only after it was committed: what has forgotten it will not come to know it.
            throw store.Condemn(refusal.KeeperEpoch);
        }
    }

    private void Acknowledge()
    {
        if (pending.Ended.Count > 0)
        {
            lines.Acknowledge(pending.Ended);
        }
    }

    /// <summary>
    /// Reading a large job leaves several times its size behind; what waits for hours should not hold that.
    /// </summary>
    private void ReleaseMemory()
    {
        if (reconciler.Jobs.Values.Sum(job => (long)job.Groups.Length) > LargeJobEntries)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    /// <summary>Once what the node may have forgotten is committed, it need not be asked for again.</summary>
    private void SettleForgotten()
    {
        if (pending.Count > 0)
        {
            return;
        }

        if (owesSettlement)
        {
            owesSettlement = false;
            lines.SettleOwn();
        }

        lines.SettleOthers();
    }

    private void ReserveAttempts(ITurn turn)
    {
        if (reservedUntil - reconciler.NextAttempt < StartsPerTurnMax || reconciler.NextAttempt <= nodes.HighestSeen)
        {
            reconciler.NextAttempt = FirstUnseen(turn);
            reservedUntil = reconciler.NextAttempt + AttemptBlock;
            isReserving = true;
        }
    }

    /// <summary>
    /// The first number of a block that no node has seen: a home that is older than its nodes would give some again.
    /// </summary>
    private long FirstUnseen(ITurn turn)
    {
        var first = turn.ReserveAttempts(AttemptBlock);
        while (first <= nodes.HighestSeen)
        {
            _ = turn.ReserveAttempts((int)Math.Min(int.MaxValue, nodes.HighestSeen - first));
            first = turn.ReserveAttempts(AttemptBlock);
        }

        return first;
    }

    private void Forget(ActiveJob job)
    {
        foreach (var key in keys.Keys.Where(key => key.Item1 == job.Id).ToArray())
        {
            keys.Remove(key);
        }
    }

    private string KeyText(ActiveJob job, int group, int index)
    {
        // People may have changed the job since.
        if (!keys.TryGetValue((job.Id, group), out var command) || !ReferenceEquals(command.Spec, job.Spec))
        {
            keys[(job.Id, group)] = command = (job.Spec, CommandLine.Of(job.Spec, group));
        }

        return command.Line.ConcurrencyKey(index, job.Id);
    }
}
