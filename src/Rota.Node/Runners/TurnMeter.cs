using Rota.Core.Slots;

namespace Rota.Node.Runners;

/// <summary>What a runner measures of its own turns: the base of the guard, the cutoff, the pace, and what people see.</summary>
internal sealed class TurnMeter
{
    private const double Smoothing = 0.1;
    private readonly Quantile costs = new();
    private readonly Quantile lateness = new();
    private double perItem = 20;
    private double fixedCost = 500;

    /// <summary>Turns, also empty ones.</summary>
    public long Turns { get; private set; }

    public long LastBusy { get; private set; } = long.MinValue / 2;

    public long Overruns { get; private set; }

    public long Steals { get; private set; }

    public long Debt { get; private set; }

    /// <summary>What a turn takes, in microseconds: what must be left of a slot to begin one.</summary>
    public long TypicalCost => (long)(fixedCost + perItem);

    /// <summary>Notes that the runner is there.</summary>
    public void Beat() => Turns++;

    public void Late(long by) => lateness.Add(by);

    public void Owe(int items) => Debt += items;

    /// <summary>Notes a turn that did something.</summary>
    /// <param name="begun">When it asked for the lock.</param>
    /// <param name="ended">When its effects were out.</param>
    /// <param name="items">Events taken and starts made.</param>
    /// <param name="isStolen">Whether the slot was another's.</param>
    /// <param name="isOver">Whether it ended after its slot.</param>
    public void Took(long begun, long ended, int items, bool isStolen, bool isOver)
    {
        Turns++;
        LastBusy = ended;
        var cost = ended - begun;
        costs.Add(cost);
        Overruns += isOver ? 1 : 0;
        Steals += isStolen ? 1 : 0;
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

    public Beat Show(long incarnation, long contention) =>
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
