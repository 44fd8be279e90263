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
        "rota.attempts",
        "{attempt}",
        "Attempts whose end was committed, by queue, outcome and kind of reason"
    );
    private static readonly Histogram<double> Durations = RotaMeter.Instance.CreateHistogram<double>(
        "rota.attempt.duration",
        "s",
        "From the start of an attempt's process to its end, by queue and outcome"
    );
    private static readonly Histogram<double> Waits = RotaMeter.Instance.CreateHistogram<double>(
        "rota.ready_to_start",
        "s",
        "From when a task was ready to the commit of its first start, by queue"
    );

    /// <summary>Whether anybody listens: what is counted must be found out first.</summary>
    public static bool IsOn => Starts.Enabled || Ends.Enabled || Durations.Enabled || Waits.Enabled;

    /// <summary>Attempts have started.</summary>
    public static void Started(long count) => Starts.Add(count);

    /// <summary>A task starts for the first time.</summary>
    /// <param name="queue">The queue of its job; null for the default one.</param>
    /// <param name="wait">How long it had been ready.</param>
    public static void Waited(string? queue, TimeSpan wait) => Waits.Record(wait.TotalSeconds, QueueTag(queue));

    /// <summary>An attempt has ended.</summary>
    /// <param name="queue">The queue of its job; null for the default one.</param>
    /// <param name="outcome">How it counts.</param>
    /// <param name="reason">The kind of its reason, of few; empty for a success.</param>
    /// <param name="ran">How long its process ran; null where it had none, or nobody knows.</param>
    public static void Ended(string? queue, TaskState outcome, string reason, TimeSpan? ran)
    {
        var ofOutcome = new KeyValuePair<string, object?>("rota.outcome", outcome.WireName());
        Ends.Add(1, QueueTag(queue), ofOutcome, new KeyValuePair<string, object?>("rota.reason", reason));
        if (ran is { } time)
        {
            Durations.Record(time.TotalSeconds, QueueTag(queue), ofOutcome);
        }
    }

    private static KeyValuePair<string, object?> QueueTag(string? queue) => new("rota.queue", queue ?? "");
}
