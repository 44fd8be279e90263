using Rota.Core.Slots;
using Rota.Linux.Clocks;
using Rota.Linux.Processes;
using Rota.Store;
using Rota.Store.Turns;

namespace Rota.Runners.Members;

/// <summary>A runner's place in the frame: how it gets it, keeps it and shows it.</summary>
internal sealed class Position(
    IHomeStore store,
    RunnerIdentity identity,
    RunnerOptions options,
    MonotonicClock clock,
    IProcesses processes
)
{
    /// <summary>A short cycle is no reason to look at all members all the time.</summary>
    private const long LookPaceMin = 100_000;

    private const int LeaveTries = 8;
    private static readonly TimeSpan LeaveWait = TimeSpan.FromSeconds(1);
    private readonly Watchdog watchdog = new(store, clock, processes, options.Log);
    private long nextLook;
    private long maintained;

    /// <summary>The place, as it was when last looked at.</summary>
    public Membership Place { get; private set; } = null!;

    public Frame Frame => Place.Frame;

    public int Rank => Place.Rank ?? throw new StoreException(StoreFailure.Fenced, "this runner is no member any more");

    /// <summary>Looks at the frame; joins with a new incarnation where this runner is not in it.</summary>
    public void Take()
    {
        Place = Place is null ? Join() : store.Look(Place.Incarnation);
        if (Place.Rank is not null)
        {
            return;
        }

        // Two that take each other's name in turn would never end: the later one keeps it.
        if (
            Frame.Members.Any(member =>
                member.Id == identity.Id && member.Pid != identity.Pid && Liveness.IsAlive(processes, member)
            )
        )
        {
            throw new StoreException(
                StoreFailure.Replaced,
                $"another process runs as {identity.Id} now; this one steps back"
            );
        }

        Place = Join();
    }

    /// <summary>
    /// When the owner of the slot that a moment lies in last worked; long ago for the slot that is nobody's.
    /// </summary>
    public long OwnerBusy(long now)
    {
        var slot = Frame.At(now);
        if (slot.IsMaintenance)
        {
            return long.MinValue / 2;
        }

        var owner = Frame.Members[slot.Index].Incarnation;
        var beat = store.Map.Read(owner);
        return beat.Incarnation == owner ? beat.LastBusy : long.MinValue / 2;
    }

    /// <summary>Shows that this runner worked until now: nobody slips in between two turns of a slot.</summary>
    public void ShowBusy(TurnMeter meter) => store.Map.WriteBusy(Place.Incarnation, meter.Turns, meter.LastBusy);

    /// <summary>
    /// Takes over new lengths of the timetable. Members that changed meanwhile are never taken over in passing: nobody
    /// would load the jobs of the partitions that came with it.
    /// </summary>
    public void Refresh()
    {
        var place = store.Look(Place.Incarnation);
        if (place.Frame.Epoch != Frame.Epoch)
        {
            throw new StoreException(StoreFailure.Fenced, "the members have changed");
        }

        Place = place;

        // In a cycle that became shorter the others expect to see this runner sooner than it had meant to show itself.
        nextLook = Math.Min(nextLook, clock.Now + LookPaceMin);
    }

    /// <summary>Gives the partitions to the others, whatever members have come and gone since the last look.</summary>
    public void Leave()
    {
        try
        {
            for (var tries = 0; tries < LeaveTries; tries++)
            {
                Place = store.Look(Place.Incarnation);
                if (Place.IsAlone)
                {
                    store.Maintain(isLeaving: true);
                }

                if (Place.Rank is null || store.Evict(Frame.Epoch, [Place.Incarnation], LeaveWait))
                {
                    return;
                }
            }
        }
        catch (StoreException)
        {
            // A full disk takes no farewell: the others see that this process is gone.
        }
    }

    /// <summary>Shows that this runner is there while it is busy with something long.</summary>
    public SteadyHeartbeat ShowLife(TurnMeter meter) => new(() => Show(meter), clock);

    private void Show(TurnMeter meter)
    {
        meter.Heartbeat();
        store.Map.Write(meter.Show(Place.Incarnation, store.Contention));
    }

    /// <summary>
    /// Once in each cycle, but not all the time: shows that this runner is there, looks after the others, and, as the
    /// first in rank, sets the pace. False when the frame has changed by it.
    /// </summary>
    public bool Attend(TurnMeter meter)
    {
        var now = clock.Now;
        if (now < nextLook)
        {
            return true;
        }

        nextLook = Math.Max(now + LookPaceMin, Place.IsAlone ? 0 : Frame.NextStart(Rank, now + 1));
        Show(meter);
        if (Place.IsAlone)
        {
            return true;
        }

        var beats = Frame.Members.Select(member => store.Map.Read(member.Incarnation)).ToArray();
        if (watchdog.Look(Place, beats))
        {
            return false;
        }

        if (Rank == 0 && Pace.Adapt(Frame, Place.Longest, beats, now) is var frame && !ReferenceEquals(frame, Frame))
        {
            store.SetPace(frame);
            Refresh();
        }

        return true;
    }

    /// <summary>The first in rank folds the log in, in the slot that is nobody's.</summary>
    public void Maintain()
    {
        var slot = Frame.At(clock.Now);
        if (Place.IsAlone || (Rank == 0 && slot.IsMaintenance && slot.Start != maintained))
        {
            maintained = slot.Start;
            store.Maintain();
        }
    }

    /// <summary>When this runner must be awake for it.</summary>
    public long NextMaintenance =>
        Place.IsAlone || Rank != 0 ? long.MaxValue : Frame.NextStart(Frame.Members.Length, clock.Now);

    /// <summary>The lock was held through this runner's own slot.</summary>
    public void LockWasHeld() => watchdog.LockWasHeld();

    private Membership Join() =>
        store.Join(
            identity,
            new JoinOptions
            {
                NodeName = Environment.MachineName,

                // People may have set the slots since this runner said how many there are.
                Capacity = Place is null ? options.Capacity : null,
                Cycle = (long?)options.Cycle?.TotalMicroseconds,
                IsStrict = options.IsStrict,
                Now = clock.Now,
            },
            member => Liveness.IsAlive(processes, member)
        );
}
