using Rota.Core.Scheduling.Effects;
using Rota.Core.Slots;
using Rota.Fabric;
using Rota.Instruments.Metrics;
using Rota.Linux.Clocks;
using Rota.Linux.Processes;
using Rota.Runners.Members;
using Rota.Runners.Nodes;
using Rota.Store;
using Rota.Store.Local;
using Rota.Store.Turns;

namespace Rota.Runners.Turns;

/// <summary>
/// The thin loop around the decisions: waits for its turn or an event, has a turn taken, looks after its place.
/// Everything in memory is a copy; after any failure it is thrown away and loaded again.
/// </summary>
public sealed class Runner
{
    /// <summary>
    /// Reports in one turn from which on the next one waits for more: many ends share one commit then.
    /// </summary>
    private const int BusyReports = 4;
    private const long BusyPace = 10_000;

    /// <summary>
    /// The machine slept when the clocks that count sleep and that do not are this much further apart.
    /// </summary>
    private const long SleepMin = 500_000;
    private const long LockWaitMax = 1_000_000;
    private const int RefusalsAtOnce = 8;

    /// <summary>How often the store is looked at even when nobody rang.</summary>
    private const long LookPace = 1_000_000;
    private const long RecoverPause = 1_000_000;

    /// <summary>
    /// How long a disk may fail without a break until the runner gives up: what runs needs no runner.
    /// </summary>
    private const long BrokenMax = 30_000_000;
    private readonly IHomeStore store;
    private readonly NodeLines lines;
    private readonly MonotonicClock clock;
    private readonly Position position;
    private readonly TurnMeter meter = new();
    private readonly Workload work;
    private readonly TurnInstruments instruments;
    private readonly RunnerNews news;
    private long lastLook;
    private int rung;
    private int refusals;
    private (long First, long Last) broken;
    private bool hasPosition;
    private volatile bool isStopping;

    /// <summary>Makes a runner; <see cref="Run"/> starts it.</summary>
    public Runner(
        IHomeStore store,
        IExecutor executor,
        RunnerIdentity identity,
        RunnerOptions options,
        MonotonicClock? clock = null
    )
        : this(store, executor, identity, options, clock ?? new MonotonicClock(), new LinuxProcesses()) { }

    internal Runner(
        IHomeStore store,
        IExecutor executor,
        RunnerIdentity identity,
        RunnerOptions options,
        MonotonicClock clock,
        IProcesses processes
    )
    {
        this.store = store;
        this.clock = clock;
        position = new Position(store, identity, options, clock, processes);
        instruments = new TurnInstruments(identity.Id, options.Log, options.Traces);
        news = new RunnerNews(identity.Id, options.Log);
        lines = new NodeLines(executor, options.Reach, clock);
        work = new Workload(store, lines, clock, options.Log, instruments);
    }

    /// <summary>Is called after each commit, on the runner's thread, with what was committed.</summary>
    public Action<TurnChanges>? Committed
    {
        get => work.Committed;
        set => work.Committed = value;
    }

    /// <summary>
    /// Is called after a commit and before what it starts is told to the node, on the runner's thread. Where it throws
    /// an <see cref="IOException"/>, nothing starts, and all of it is tried again.
    /// </summary>
    public Action<TurnChanges>? Starting
    {
        get => work.Starting;
        set => work.Starting = value;
    }

    /// <summary>What people should know about this runner: why nothing starts; null when all is well.</summary>
    public string? Notice { get; private set; }

    /// <summary>How often it has looked around: one that goes its rounds does so once a second at least.</summary>
    public long Rounds => meter.Rounds;

    /// <summary>Ends <see cref="Run"/> after the turn in progress.</summary>
    public void Stop()
    {
        isStopping = true;
        Wake();
    }

    /// <summary>Starts nothing more until told otherwise.</summary>
    public void Hold(bool hold)
    {
        work.IsHolding = hold;
        Wake();
    }

    /// <summary>Ends the wait for events.</summary>
    public void Wake() => lines.Signal.Set();

    /// <summary>Runs jobs until stopped.</summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public void Run()
    {
        using var notifier = new ChangeNotifier(store.Map, Notified);
        using var depth = instruments.ShowDepth();
        Begin();
        while (!isStopping)
        {
            meter.GoRound();
            Wait(Step());
        }

        Leave();
    }

    /// <summary>Somebody wrote to the store: a hint, from any thread.</summary>
    internal void Notified()
    {
        Volatile.Write(ref rung, 1);
        Wake();
    }

    /// <summary>Takes the place for the first time: a store that cannot be used is the caller's to hear of.</summary>
    internal void Begin()
    {
        try
        {
            Recover();
        }
        catch (StoreException error) when (error.Failure == StoreFailure.Fenced)
        {
            // Somebody else joined between the look at the frame and the claim at the node.
            news.Fenced(error.Message);
            LosePosition(error.Message);
        }
    }

    /// <summary>Gives the place back.</summary>
    internal void Leave()
    {
        position.Leave();
        lines.End();
        news.Left();
    }

    /// <summary>Does what there is to do now, without waiting for anything but the lock.</summary>
    /// <returns>How to rest until the next step.</returns>
    internal Rest Step()
    {
        try
        {
            if (hasPosition)
            {
                return Work();
            }

            Recover();
            return default;
        }
        catch (StoreException error) when (error.Failure == StoreFailure.Fenced)
        {
            // The members have changed, or this runner is none any more: it looks, and loads what is its own now.
            // Others that come and go pass soon; what does not pass must not be asked all the time.
            refusals += hasPosition ? 0 : 1;
            news.Fenced(error.Message);
            LosePosition(hasPosition ? null : error.Message);
            return refusals < RefusalsAtOnce ? default : Pause();
        }
        catch (StoreException error) when (error.CanPass)
        {
            if (error.Failure == StoreFailure.Broken && StaysBroken())
            {
                throw;
            }

            if (!hasPosition && error.Failure == StoreFailure.Busy)
            {
                // A stopped holder of the lock keeps this runner from joining, and maybe nobody else is there.
                position.LockWasHeld();
            }

            // What runs goes on; its ends are kept by the keeper. Nothing new starts until a commit succeeds.
            news.Lost(error);
            LosePosition(error.Message);
            return Pause();
        }
        catch (ExecutorGoneException error)
        {
            news.Lost(error);
            LosePosition(error.Message);
            return Pause();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // An effect that the system had no room for, such as a keeper that cannot be started: it is repeated.
            news.Lost(error);
            LosePosition($"{error.Message.TrimEnd('.')}; it is tried again");
            return Pause();
        }
    }

    /// <summary>A rest is over.</summary>
    /// <param name="rest">The rest.</param>
    /// <param name="isOnTime">Whether its moment came, and not the signal.</param>
    internal void Rested(Rest rest, bool isOnTime)
    {
        if (rest.Kind == RestKind.Slot && isOnTime && hasPosition && !position.Place.IsAlone)
        {
            meter.Late(clock.Now - rest.Until);
        }
    }

    private bool StaysBroken()
    {
        var now = clock.Now;
        broken = (now - broken.Last > 5 * RecoverPause ? now : broken.First, now);
        return now - broken.First > BrokenMax;
    }

    private Rest Pause() => new(RestKind.About, clock.Now + RecoverPause);

    private void LosePosition(string? why) => (hasPosition, Notice) = (false, why ?? Notice);

    private Rest Work()
    {
        work.Gather();
        Notice = lines.Notice ?? work.Notice;
        news.Heard(Notice);
        if (!position.Attend(meter))
        {
            throw new StoreException(StoreFailure.Fenced, "members were taken out");
        }

        var now = clock.Now;
        if (Interlocked.Exchange(ref rung, 0) != 0 || now - lastLook >= LookPace)
        {
            lastLook = now;
            Look();
        }

        work.Renew(position.Place);
        position.Maintain();
        work.Know(position.Place);
        var choice = TurnRule.Choose(
            position.Frame,
            position.Rank,
            now,
            work.WantsTurn,
            meter.TypicalCost,
            position.OwnerBusy(now),
            meter.Tail,
            meter.MayStealAt
        );
        return choice.Kind switch
        {
            TurnKind.Own => Turn(now, isOwn: true),
            TurnKind.Steal => Turn(now, isOwn: false),
            _ => Until(now, choice.At),
        };
    }

    /// <summary>Takes in what others committed, without the lock.</summary>
    private void Look()
    {
        if (!store.HasChanged())
        {
            return;
        }

        var news = store.Look(position.Place.Incarnation, work.SeenTurn);
        if (news.Epoch != position.Frame.Epoch)
        {
            throw new StoreException(StoreFailure.Fenced, "the members have changed");
        }

        work.Learn(news);
        if (news.Pace != position.Place.Pace)
        {
            position.Refresh();
        }
    }

    private Rest Turn(long begun, bool isOwn)
    {
        var slot = position.Frame.At(begun);
        var slept = clock.Suspended;
        var wait = isOwn ? Math.Min(LockWaitMax, Math.Max(slot.End - begun, Pace.SlotMin)) : 0;
        var turn = store.Begin(position.Place, work.SeenTurn, TimeSpan.FromMicroseconds(wait));
        if (turn is null)
        {
            TurnMetrics.LockWasHeld();
            if (!isOwn)
            {
                // Somebody works: the next chance is not before it is done.
                return Until(begun, begun + meter.TypicalCost);
            }

            position.LockWasHeld();
            return default;
        }

        using var span = TurnInstruments.Begin(position.Place);
        using (turn)
        {
            begun = clock.Now;
            var budget = position.Place.IsAlone ? int.MaxValue : meter.Budget(slot.End - clock.Now);
            work.Take(turn, budget);
            if (clock.Suspended - slept > SleepMin)
            {
                throw new StoreException(StoreFailure.Fenced, "the machine slept in the middle of a turn");
            }

            work.Commit(turn);
        }

        var items = work.Finish();
        var ended = clock.Now;
        var isOver = !position.Place.IsAlone && ended > slot.End;
        meter.Took(begun, ended, items, isOwn ? 0 : position.Frame.Members.Length - 1, isOver);
        instruments.Took(span, ended - begun, items, isOver, isOwn);
        news.Works(Notice);
        meter.Owe(work.Left);
        position.ShowBusy(meter);
        return items >= BusyReports && work.Left == 0 ? new Rest(RestKind.Deaf, begun + BusyPace) : default;
    }

    private Rest Until(long now, long until)
    {
        until = Math.Min(until, position.NextMaintenance);
        var isForSlot = until <= now + LookPace;
        var moment = isForSlot ? until : now + LookPace;
        var due = work.DueIn;
        if (due < TimeSpan.FromMicroseconds(moment - now) && !work.WantsTurn)
        {
            (moment, isForSlot) = (now + (long)due.TotalMicroseconds, false);
        }

        // A look need not be on time to the microsecond: one wake-up is enough, which is half of what idling costs.
        return moment <= now && isForSlot ? default : new Rest(isForSlot ? RestKind.Slot : RestKind.About, moment);
    }

    private void Wait(Rest rest)
    {
        switch (rest.Kind)
        {
            case RestKind.Slot:
                Rested(rest, clock.WaitUntil(rest.Until, lines.Signal));
                break;
            case RestKind.About:
                Rested(rest, clock.WaitAbout(rest.Until, lines.Signal));
                break;
            case RestKind.Deaf:
                clock.Rest(rest.Until);
                break;
        }
    }

    /// <summary>Takes the place, loads what is its own, and asks the node about every intent without an end.</summary>
    private void Recover()
    {
        position.Take();
        using (position.ShowLife(meter))
        {
            work.Load(position.Place);
        }

        news.Has(position.Place);
        (lastLook, Notice, hasPosition, refusals) = (0, null, true, 0);
    }
}
