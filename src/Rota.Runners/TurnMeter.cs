using Rota.Core.Slots;
using Rota.Instruments.Metrics;

namespace Rota.Runners;

/// <summary>
/// What a runner measures of its own turns: the base of the guard, the cutoff, the pace, and what people see.
/// </summary>
internal sealed class TurnMeter
{
    private const double Smoothing = 0.1;

    /// <summary>Turns between two looks at the tail of their costs: it takes longer than an empty turn.</summary>
    private const int TailPace = 16;
    private readonly Quantile costs = new();
    private readonly Quantile lateness = new();
    private readonly Quantile overshoots = new();
    private double perItem = 20;
    private double fixedCost = 500;
    private long taken;
    private long rounds;

    /// <summary>How often its runner looked around; read by others.</summary>
    public long Rounds => Volatile.Read(ref rounds);

    /// <summary>Turns, also empty ones.</summary>
    public long Turns { get; private set; }

    public long LastBusy { get; private set; } = long.MinValue / 2;

    public long Overruns { get; private set; }

    public long Steals { get; private set; }

    public long Debt { get; private set; }

    /// <summary>What a small turn takes, in microseconds.</summary>
    public long TypicalCost => (long)(fixedCost + perItem);

    /// <summary>
    /// How much longer than expected all but one turn in a hundred take: a slow fsync, a late thread.
    /// </summary>
    public long Tail { get; private set; }

    /// <summary>When this runner may use another's slot again: after a turn of each other member.</summary>
    public long MayStealAt { get; private set; } = long.MinValue / 2;

    /// <summary>Notes that the runner is there.</summary>
    public void Heartbeat() => Turns++;

    /// <summary>Its runner looks around once more.</summary>
    public void GoRound() => Volatile.Write(ref rounds, rounds + 1);

    public void Late(long by)
    {
        lateness.Add(by);
        TurnMetrics.Late(by);
    }

    public void Owe(int items) => Debt += items;

    /// <summary>Notes a turn that did something.</summary>
    /// <param name="begun">When it asked for the lock.</param>
    /// <param name="ended">When its effects were out.</param>
    /// <param name="items">Events taken and starts made.</param>
    /// <param name="stolenFrom">How many other members there are, if the slot was another's; 0 in its own.</param>
    /// <param name="isOver">Whether it ended after its slot.</param>
    public void Took(long begun, long ended, int items, int stolenFrom, bool isOver)
    {
        Turns++;
        LastBusy = ended;
        var cost = ended - begun;
        costs.Add(cost);
        overshoots.Add(Math.Max(0, cost - (long)(fixedCost + (perItem * items))));
        Tail = ++taken % TailPace == 0 ? overshoots.At(0.99) : Tail;
        Overruns += isOver ? 1 : 0;
        if (stolenFrom > 0)
        {
            Steals++;
            MayStealAt = ended + (stolenFrom * TypicalCost);
        }

        if (items > 16)
        {
            perItem += Smoothing * ((Math.Max(0, cost - fixedCost) / items) - perItem);
        }
        else
        {
            fixedCost += Smoothing * (cost - fixedCost);
        }
    }

    /// <summary>How many items a turn may take so that it ends in the time that is left; never none.</summary>
    public int Budget(long left) => (int)Math.Clamp((left - fixedCost) / Math.Max(1, perItem), 32, 100_000);

    public Heartbeat Show(long incarnation, long contention) =>
        new()
        {
            Incarnation = incarnation,
            Turns = Turns,
            LastBusy = LastBusy,
            CostP99 = costs.At(0.99),
            LatenessP99 = lateness.At(0.99),
            Overruns = Overruns,
            Steals = Steals,
            Contention = contention,
            Debt = Debt,
        };
}
