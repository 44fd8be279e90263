using System.Diagnostics.Metrics;

namespace Rota.Instruments.Metrics;

/// <summary>What is counted of a runner's turns.</summary>
public static class TurnMetrics
{
    private static readonly Counter<long> Turns = RotaMeter.Instance.CreateCounter<long>(
        "rota.turn.count",
        "{turn}",
        "Turns that did something"
    );
    private static readonly Histogram<double> Durations = RotaMeter.Instance.CreateHistogram<double>(
        "rota.turn.duration",
        "s",
        "From the lock to the last effect"
    );
    private static readonly Counter<long> Items = RotaMeter.Instance.CreateCounter<long>(
        "rota.turn.items",
        "{item}",
        "Reports taken and starts made"
    );
    private static readonly Counter<long> Overruns = RotaMeter.Instance.CreateCounter<long>(
        "rota.turn.overruns",
        "{turn}",
        "Turns that ended after their slot"
    );
    private static readonly Counter<long> LockWaits = RotaMeter.Instance.CreateCounter<long>(
        "rota.turn.lock_waits",
        "{turn}",
        "Turns that were not taken because another held the write lock"
    );

    /// <summary>A turn was taken.</summary>
    /// <param name="micros">How long it took, in microseconds.</param>
    /// <param name="items">Reports taken and starts made.</param>
    /// <param name="isOver">Whether it ended after its slot.</param>
    public static void Took(long micros, int items, bool isOver)
    {
        Turns.Add(1);
        Durations.Record(micros / 1e6);
        Items.Add(items);
        if (isOver)
        {
            Overruns.Add(1);
        }
    }

    /// <summary>A turn was not taken: the write lock was not free in time.</summary>
    public static void LockWasHeld() => LockWaits.Add(1);
}
