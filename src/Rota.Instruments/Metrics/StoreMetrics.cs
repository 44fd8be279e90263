using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Rota.Instruments.Metrics;

/// <summary>What is measured of the home store's commits.</summary>
public static class StoreMetrics
{
    private static readonly Counter<long> Commits = RotaMeter.Instance.CreateCounter<long>(
        "rota.store.commits",
        "{commit}",
        "Turns committed"
    );
    private static readonly Histogram<double> Durations = RotaMeter.Instance.CreateHistogram<double>(
        "rota.store.commit",
        "s",
        "From the first row of a turn to its durable end"
    );

    /// <summary>A commit begins.</summary>
    /// <returns>When, for <see cref="Committed"/>; 0 where nobody listens.</returns>
    public static long Begin() => Durations.Enabled ? Stopwatch.GetTimestamp() : 0;

    /// <summary>It is durable.</summary>
    /// <param name="begun">What <see cref="Begin"/> gave.</param>
    public static void Committed(long begun)
    {
        Commits.Add(1);
        if (begun != 0)
        {
            Durations.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds);
        }
    }
}
