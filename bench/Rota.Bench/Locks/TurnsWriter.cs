using Rota.Bench.Worlds;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Core.Slots;
using Rota.Linux.Clocks;
using Rota.Node.Machine;
using Rota.Runners;
using Rota.Runners.Members;
using Rota.Store;
using Rota.Store.Sqlite.Turns;
using Rota.Store.Local;

namespace Rota.Bench.Locks;

/// <summary>
/// A member of the frame that always wants a turn and commits one row in it: the steps of a runner, by its own position
/// and meter, without jobs.
/// </summary>
internal sealed class TurnsWriter : IDisposable
{
    private const long LookPace = 25_000;
    private readonly MonotonicClock clock = new();
    private readonly TurnMeter meter = new();
    private readonly AutoResetEvent never = new(false);
    private readonly TurnChanges changes = new();
    private readonly SqliteHomeStore store;
    private readonly Position position;
    private readonly int rank;
    private long seen;
    private long looked;
    private int row;

    /// <summary>Takes a place in the frame.</summary>
    public TurnsWriter(StateDirectory state, int rank, bool isStrict)
    {
        this.rank = rank;
        store = new SqliteHomeStore(state);
        var node = new Capacity
        {
            Slots = 1,
            MilliCpus = 1,
            MemoryBytes = 1,
        };
        var options = new RunnerOptions
        {
            Capacity = node,
            Cycle = TimeSpan.FromSeconds(1),
            IsStrict = isStrict,
        };
        position = new Position(store, Crew.Identity($"writer-{rank}"), options, clock, new LinuxKernel());
        position.Take();
    }

    /// <summary>Commits a row in every turn until the end.</summary>
    public WriterResult Run(long start, long end)
    {
        _ = clock.WaitUntil(start, never);
        position.Take();
        var log = new WaitLog(start);
        while (clock.Now < end)
        {
            try
            {
                Step(log);
            }
            catch (StoreException error) when (error.Failure == StoreFailure.Fenced)
            {
                position.Take();
            }
        }

        var contention = store.Contention;
        Console.Error.WriteLine(
            $"writer {rank}: cycle {position.Frame.Cycle} µs, guard {position.Frame.Guard} µs, steals {meter.Steals}, "
                + $"overruns {meter.Overruns}, cost {meter.TypicalCost} µs"
        );
        return log.Result(contention, clock.Now);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        store.Dispose();
        never.Dispose();
    }

    private void Step(WaitLog log)
    {
        if (!position.Attend(meter))
        {
            position.Take();
        }

        var now = clock.Now;
        if (now - looked >= LookPace && store.HasChanged())
        {
            looked = now;
            position.Refresh();
        }

        position.Maintain();
        var choice = TurnRule.Choose(
            position.Frame,
            position.Rank,
            now,
            true,
            meter.TypicalCost,
            position.OwnerBusy(now),
            meter.Tail,
            meter.MayStealAt
        );
        if (choice.Kind == TurnKind.Wait)
        {
            var moment = Math.Min(Math.Min(choice.At, position.NextMaintenance), now + LookPace);
            _ = clock.WaitUntil(moment, never);
            if (moment == choice.At)
            {
                meter.Late(clock.Now - moment);
            }

            return;
        }

        Turn(log, now, choice.Kind == TurnKind.Own);
    }

    private void Turn(WaitLog log, long asked, bool isOwn)
    {
        var slot = position.Frame.At(asked);
        var wait = isOwn ? Math.Max(slot.End - asked, Pace.SlotMin) : 0;
        long got;
        using (var turn = store.Begin(position.Place, seen, TimeSpan.FromMicroseconds(wait)))
        {
            got = clock.Now;
            if (turn is null)
            {
                if (isOwn)
                {
                    log.InVain(asked, got);
                    position.LockWasHeld();
                }
                else
                {
                    _ = clock.WaitUntil(asked + meter.TypicalCost, never);
                }

                return;
            }

            changes.Tasks.Add(
                new TaskChange(
                    new TaskKey(new JobId(1_000 + rank), 0, row++),
                    TaskState.Succeeded,
                    Tries.None,
                    Instant.Never
                )
            );
            turn.Commit(changes, [], null, []);
            seen = turn.News.Turn + 1;
        }

        changes.Clear();
        var ended = clock.Now;
        log.Committed(asked, got, ended);
        meter.Took(got, ended, 1, isOwn ? 0 : position.Frame.Members.Length - 1, ended > slot.End);
        position.ShowBusy(meter);
    }
}
