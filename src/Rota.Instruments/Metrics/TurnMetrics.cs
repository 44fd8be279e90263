using System.Diagnostics.Metrics;

namespace Rota.Instruments.Metrics;

/// <summary>What is counted of a runner's turns.</summary>
public static class TurnMetrics
{
    private static readonly Counter<long> Turns = RotaMeter.Instance.CreateCounter<long>(
        "rota.turns",
        "{turn}",
        "Turns that did something, by result: committed, stolen from another's slot, overrun, fenced"
    );
    private static readonly Histogram<double> Durations = RotaMeter.Instance.CreateHistogram<double>(
        "rota.turn.duration",
        "s",
        "From the lock to the last effect"
    );
    private static readonly Histogram<double> Lateness = RotaMeter.Instance.CreateHistogram<double>(
        "rota.turn.lateness",
        "s",
        "How long after the begin of its slot a runner woke"
    );
    private static readonly Counter<long> Items = RotaMeter.Instance.CreateCounter<long>(
        "rota.turn.items",
        "{item}",
        "Reports taken and starts made"
    );
    private static readonly Counter<long> LockWaits = RotaMeter.Instance.CreateCounter<long>(
        "rota.lock_contended",
        "{turn}",
        "Turns that were not taken because another held the write lock"
    );

    /// <summary>A turn was taken.</summary>
    /// <param name="micros">How long it took, in microseconds.</param>
    /// <param name="items">Reports taken and starts made.</param>
    /// <param name="isOver">Whether it ended after its slot.</param>
    /// <param name="isOwn">Whether the slot was its runner's own.</param>
    public static void Took(long micros, int items, bool isOver, bool isOwn)
    {
        Add(
            isOver ? "overrun"
            : isOwn ? "committed"
            : "stolen"
        );
        Durations.Record(micros / 1e6);
        Items.Add(items);
    }

    /// <summary>A turn was refused, for the members have changed.</summary>
    public static void Fenced() => Add("fenced");

    /// <summary>A runner woke for its slot.</summary>
    /// <param name="micros">How long after its begin, in microseconds.</param>
    public static void Late(long micros) => Lateness.Record(Math.Max(0, micros) / 1e6);

    /// <summary>A turn was not taken: the write lock was not free in time.</summary>
    public static void LockWasHeld() => LockWaits.Add(1);

    private static void Add(string result) => Turns.Add(1, new KeyValuePair<string, object?>("rota.result", result));
}
