using System.Diagnostics;

namespace Rota.App.Following;

/// <summary>Tasks a second over the last while: what an estimate of the end rests on.</summary>
internal sealed class Throughput
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private readonly Queue<(long At, long Done)> seen = new();

    /// <summary>The rate; null before there is one.</summary>
    public double? PerSecond { get; private set; }

    public void Observe(long done)
    {
        var now = Stopwatch.GetTimestamp();
        seen.Enqueue((now, done));
        while (seen.Count > 2 && Stopwatch.GetElapsedTime(seen.Peek().At, now) > Window)
        {
            seen.Dequeue();
        }

        var (first, doneAtFirst) = seen.Peek();
        var seconds = Stopwatch.GetElapsedTime(first, now).TotalSeconds;
        PerSecond = seconds > 0 && done > doneAtFirst ? (done - doneAtFirst) / seconds : null;
    }
}
