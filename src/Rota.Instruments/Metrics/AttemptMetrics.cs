using System.Diagnostics.Metrics;
using Rota.Core.Model;

namespace Rota.Instruments.Metrics;

/// <summary>What is counted of attempts, as they are committed.</summary>
public static class AttemptMetrics
{
    private static readonly Counter<long> Starts = RotaMeter.Instance.CreateCounter<long>(
        "rota.attempt.started",
        "{attempt}",
        "Attempts whose start was committed"
    );
    private static readonly Counter<long> Ends = RotaMeter.Instance.CreateCounter<long>(
        "rota.attempt.ended",
        "{attempt}",
        "Attempts whose end was committed, by outcome"
    );

    /// <summary>Whether anybody listens: what is counted must be found out first.</summary>
    public static bool IsOn => Starts.Enabled || Ends.Enabled;

    /// <summary>Attempts have started.</summary>
    public static void Started(long count) => Starts.Add(count);

    /// <summary>An attempt has ended.</summary>
    public static void Ended(TaskState outcome) =>
        Ends.Add(1, new KeyValuePair<string, object?>("rota.outcome", outcome.WireName()));
}
