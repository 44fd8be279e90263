using System.Collections.Immutable;
using Rota.Core.Slots;
using Rota.Sim.Policies.Chance;
using Rota.Sim.Policies.Figures;

namespace Rota.Sim.Slots;

/// <summary>
/// Runners that take turns, in virtual time: who may work when is decided by the production <see cref="TurnRule"/>,
/// <see cref="Frame"/> and <see cref="Pace"/>; arrivals and the cost of a turn are simulated.
/// </summary>
public sealed class TurnRun
{
    private readonly TurnSettings settings;
    private readonly Queue<long>[] waiting;
    private readonly long[] lastBusy;
    private readonly TurnTotals totals = new();
    private readonly ulong arrivalSeed;
    private Frame frame;
    private Digest digest;
    private long now;
    private long adapted;
    private long arrival;
    private long arrived;

    private TurnRun(TurnSettings settings)
    {
        this.settings = settings;
        waiting = [.. Enumerable.Range(0, settings.Runners).Select(_ => new Queue<long>())];
        lastBusy = [.. Enumerable.Repeat(long.MinValue / 2, settings.Runners)];
        arrivalSeed = Streams.Seed(settings.Seed, Purpose.Arrivals);
        digest = new Digest(settings.Seed);
        frame = new Frame
        {
            Epoch = 1,
            Members = [.. Enumerable.Range(0, settings.Runners).Select(rank => new Member($"r{rank}", rank + 1, 1, 1))],
            Cycle = settings.Cycle,
            Guard = settings.Guard,
            IsStrict = !settings.IsAdaptive,
        };
    }

    /// <summary>Runs a timetable until the last event has come.</summary>
    public static TurnResult Run(TurnSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var run = new TurnRun(settings);
        run.PlanArrival();
        while (run.arrived < settings.Events)
        {
            run.Step();
        }

        return run.totals.Result(run.now, run.waiting.Sum(queue => (long)queue.Count), run.digest.Value);
    }

    private void Step()
    {
        while (arrival <= now && arrived < settings.Events)
        {
            Arrive();
        }

        Adapt();
        var next = arrived < settings.Events ? arrival : long.MaxValue;
        var owner = frame.At(now).Index;
        var ownerBusy = owner < lastBusy.Length ? lastBusy[owner] : long.MinValue / 2;
        for (var place = 0; place < waiting.Length; place++)
        {
            // The owner is asked first: a thief finds the lock taken.
            var rank = (owner + place) % waiting.Length;
            if (waiting[rank].Count == 0)
            {
                continue;
            }

            var choice = TurnRule.Choose(frame, rank, now, wantsTurn: true, settings.Cost, ownerBusy);
            if (choice.Kind != TurnKind.Wait)
            {
                Work(rank, choice.Kind);
                return;
            }

            next = Math.Min(next, Math.Max(now + 1, choice.At));
        }

        now = next;
    }

    /// <summary>One turn: as many events as fit the slot, each seen when its part of the turn begins.</summary>
    private void Work(int rank, TurnKind kind)
    {
        var room = Math.Max(1, (frame.At(now).End - now) / Math.Max(1, settings.Cost));
        totals.Began(kind);
        for (; room > 0 && waiting[rank].TryDequeue(out var came); room--)
        {
            totals.Served(now - came);
            digest.Add(now, (int)kind, rank);
            now += Math.Max(1, settings.Cost);
        }

        lastBusy[rank] = now;
    }

    private void Arrive()
    {
        var bits = Streams.At(arrivalSeed, ~arrived);
        waiting[(int)(bits % (ulong)waiting.Length)].Enqueue(arrival);
        arrived++;
        PlanArrival();
    }

    private void PlanArrival() =>
        arrival += (long)((Streams.Exponential(Streams.At(arrivalSeed, arrived)) * 1e6 / settings.RatePerSecond) + 0.5);

    /// <summary>Once a cycle, in the maintenance slot's place: as the runners do it.</summary>
    private void Adapt()
    {
        if (settings.IsAdaptive && now - adapted >= frame.Cycle)
        {
            adapted = now;
            var beats = lastBusy
                .Select(busy => new Heartbeat
                {
                    LastBusy = busy,
                    CostP99 = settings.Cost,
                    LatenessP99 = settings.Guard,
                })
                .ToImmutableArray();
            frame = Pace.Adapt(frame, settings.Cycle, beats, now);
        }
    }
}
