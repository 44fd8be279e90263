using Rota.Core.Reconcile;
using Rota.Core.Slots;
using Rota.Node.Agent;
using Rota.Store;
using Rota.Store.Turns;

namespace Rota.Node.Runners;

/// <summary>
/// The thin loop around the decisions: waits for its turn or an event, has a turn taken, looks after its place.
/// Everything in memory is a copy; after any failure it is thrown away and loaded again.
/// </summary>
public sealed class Runner
{
    /// <summary>Reports in one turn from which on the next one waits for more: many ends share one commit then.</summary>
    private const int BusyReports = 4;
    private const long BusyPace = 10_000;

    /// <summary>The machine slept when the clocks that count sleep and that do not are this much further apart.</summary>
    private const long SleepMin = 500_000;
    private const long LockWaitMax = 1_000_000;
    private const int RefusalsAtOnce = 8;

    /// <summary>How often the store is looked at even when nobody rang.</summary>
    private const long LookPace = 1_000_000;
    private static readonly TimeSpan RecoverPause = TimeSpan.FromSeconds(1);
    private readonly IHomeStore store;
    private readonly IExecutor executor;
    private readonly MonotonicClock clock;
    private readonly Seat seat;
    private readonly TurnMeter meter = new();
    private readonly Workload work;
    private long lastLook;
    private volatile bool isStopping;

    /// <summary>Makes a runner; <see cref="Run"/> starts it.</summary>
    public Runner(
        IHomeStore store,
        IExecutor executor,
        RunnerIdentity identity,
        RunnerOptions options,
        MonotonicClock? clock = null
    )
    {
        this.store = store;
        this.executor = executor;
        this.clock = clock ?? new MonotonicClock();
        seat = new Seat(store, identity, options, this.clock);
        work = new Workload(store, executor);
    }

    /// <summary>Is called after each commit, on the runner's thread, with what was committed.</summary>
    public Action<TurnChanges>? Committed
    {
        get => work.Committed;
        set => work.Committed = value;
    }

    /// <summary>What people should know about this runner: why nothing starts; null when all is well.</summary>
    public string? Notice { get; private set; }

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
    public void Wake() => executor.Signal.Set();

    /// <summary>Runs jobs until stopped.</summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public void Run()
    {
        using var doorbell = new Doorbell(store.Map, executor.Signal);
        Begin();
        while (!isStopping)
        {
            try
            {
                Step(doorbell);
            }
            catch (StoreException error) when (error.Failure == StoreFailure.Fenced)
            {
                // The members have changed, or this runner is none any more: it looks, and loads what is its own now.
                RecoverPatiently(atOnce: true);
            }
            catch (StoreException error) when (CanPass(error))
            {
                // What runs goes on; its ends are kept by the keeper. Nothing new starts until a commit succeeds.
                Notice = error.Message;
                RecoverPatiently(atOnce: false);
            }
            catch (ExecutorGoneException error)
            {
                Notice = error.Message;
                RecoverPatiently(atOnce: false);
            }
        }

        seat.Leave();
    }

    /// <summary>The first time, a store that cannot be used is the caller's to hear of.</summary>
    private void Begin()
    {
        try
        {
            Recover();
        }
        catch (StoreException error) when (error.Failure == StoreFailure.Fenced)
        {
            // Somebody else joined between the look at the frame and the claim at the node.
            RecoverPatiently(atOnce: true);
        }
    }

    /// <summary>Whether a failure may be over after a while.</summary>
    private static bool CanPass(StoreException error) =>
        error.Failure is not StoreFailure.NewerSchema and not StoreFailure.Replaced;

    private void Step(Doorbell doorbell)
    {
        work.Gather();
        Notice = executor.Notice;
        if (!seat.Attend(meter))
        {
            throw new StoreException(StoreFailure.Fenced, "members were taken out");
        }

        var now = clock.Now;
        if (doorbell.TryTake() || now - lastLook >= LookPace)
        {
            lastLook = now;
            Look();
        }

        seat.Maintain();
        var choice = TurnRule.Choose(
            seat.Frame,
            seat.Rank,
            now,
            work.WantsTurn,
            meter.TypicalCost,
            seat.OwnerBusy(now)
        );
        switch (choice.Kind)
        {
            case TurnKind.Own:
                Turn(now, isOwn: true);
                break;
            case TurnKind.Steal:
                Turn(now, isOwn: false);
                break;
            default:
                Wait(now, choice.At);
                break;
        }
    }

    /// <summary>Takes in what others committed, without the lock.</summary>
    private void Look()
    {
        if (!store.HasChanged())
        {
            return;
        }

        var news = store.Look(seat.Place.Incarnation, work.SeenTurn);
        if (news.Epoch != seat.Frame.Epoch)
        {
            throw new StoreException(StoreFailure.Fenced, "the members have changed");
        }

        work.Learn(news);
        if (news.Pace != seat.Place.Pace)
        {
            seat.Refresh();
        }
    }

    private void Turn(long begun, bool isOwn)
    {
        var slot = seat.Frame.At(begun);
        var slept = clock.Suspended;
        var wait = isOwn ? Math.Min(LockWaitMax, Math.Max(slot.End - begun, Pace.SlotMin)) : 0;
        using (var turn = store.Begin(seat.Place, work.SeenTurn, TimeSpan.FromMicroseconds(wait)))
        {
            if (turn is null)
            {
                if (isOwn)
                {
                    seat.LockWasHeld();
                }
                else
                {
                    // Somebody works: the next chance is not before it is done.
                    Wait(begun, begun + meter.TypicalCost);
                }

                return;
            }

            begun = clock.Now;
            var budget = seat.Place.IsAlone ? int.MaxValue : meter.Budget(slot.End - clock.Now);
            work.Take(turn, budget);
            if (clock.Suspended - slept > SleepMin)
            {
                throw new StoreException(StoreFailure.Fenced, "the machine slept in the middle of a turn");
            }

            work.Commit(turn);
        }

        var items = work.Finish();
        var ended = clock.Now;
        meter.Took(begun, ended, items, !isOwn, !seat.Place.IsAlone && ended > slot.End);
        meter.Owe(work.Left);
        seat.ShowBusy(meter);
        if (items >= BusyReports && work.Left == 0 && begun + BusyPace > clock.Now)
        {
            Thread.Sleep(TimeSpan.FromMicroseconds(begun + BusyPace - clock.Now));
        }
    }

    private void Wait(long now, long until)
    {
        until = Math.Min(until, seat.NextMaintenance);
        var isForSlot = until <= now + LookPace;
        var moment = isForSlot ? until : now + LookPace;
        var due = work.DueIn;
        if (due < TimeSpan.FromMicroseconds(moment - now) && !work.WantsTurn)
        {
            (moment, isForSlot) = (now + (long)due.TotalMicroseconds, false);
        }

        if (!isForSlot)
        {
            // A look need not be on time to the microsecond: one wake-up is enough, which is half of what idling costs.
            _ = clock.WaitAbout(moment, executor.Signal);
        }
        else if (moment > now && clock.WaitUntil(moment, executor.Signal) && !seat.Place.IsAlone)
        {
            meter.Late(clock.Now - moment);
        }
    }

    /// <summary>Takes the place, loads what is its own, and asks the node about every intent without an end.</summary>
    private void Recover()
    {
        seat.Take();
        using (seat.ShowLife(meter))
        {
            work.Load(seat.Place);
        }

        lastLook = 0;
        Notice = null;
    }

    private void RecoverPatiently(bool atOnce)
    {
        var refusals = 0;
        while (!isStopping)
        {
            try
            {
                if (!atOnce)
                {
                    executor.Signal.WaitOne(RecoverPause);
                }

                Recover();
                return;
            }
            catch (StoreException error) when (error.Failure == StoreFailure.Fenced)
            {
                // Others that come and go pass soon. What refuses for good, as a keeper ahead of a restored database,
                // must not be asked all the time.
                (Notice, atOnce) = (error.Message, ++refusals < RefusalsAtOnce);
            }
            catch (StoreException error) when (CanPass(error))
            {
                (Notice, atOnce) = (error.Message, false);
                if (error.Failure == StoreFailure.Busy)
                {
                    // A stopped holder of the lock keeps this runner from joining, and maybe nobody else is there.
                    seat.LockWasHeld();
                }
            }
            catch (ExecutorGoneException error)
            {
                (Notice, atOnce) = (error.Message, false);
            }
        }
    }
}
