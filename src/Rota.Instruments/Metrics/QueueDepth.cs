using System.Diagnostics.Metrics;

namespace Rota.Instruments.Metrics;

/// <summary>How many tasks of a runner are ready, and how many run: told by it, read by whoever listens.</summary>
public sealed class QueueDepth : IDisposable
{
    private static readonly Readings Ready = new();
    private static readonly Readings Running = new();
    private static readonly ObservableGauge<long> ReadyGauge = RotaMeter.Instance.CreateObservableGauge(
        "rota.task.ready",
        Ready.Take,
        "{task}",
        "Tasks that wait for room, by runner"
    );
    private static readonly ObservableGauge<long> RunningGauge = RotaMeter.Instance.CreateObservableGauge(
        "rota.task.running",
        Running.Take,
        "{task}",
        "Tasks that run, by runner"
    );
    private readonly IDisposable[] shown;
    private long ready;
    private long running;

    /// <summary>Shows a runner's, until disposed.</summary>
    /// <param name="runner">Its name in the frame.</param>
    public QueueDepth(string runner)
    {
        var tag = new KeyValuePair<string, object?>("rota.runner", runner);
        shown =
        [
            Ready.Add(() => new Measurement<long>(Volatile.Read(ref ready), tag)),
            Running.Add(() => new Measurement<long>(Volatile.Read(ref running), tag)),
        ];
    }

    /// <summary>Whether anybody listens: it is not counted for nobody.</summary>
    public static bool IsOn => ReadyGauge.Enabled || RunningGauge.Enabled;

    /// <summary>Tells how many there are now.</summary>
    public void Set(long readyNow, long runningNow)
    {
        Volatile.Write(ref ready, readyNow);
        Volatile.Write(ref running, runningNow);
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(shown, one => one.Dispose());
}
