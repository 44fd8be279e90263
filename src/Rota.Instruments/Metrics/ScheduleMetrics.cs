using System.Diagnostics.Metrics;

namespace Rota.Instruments.Metrics;

/// <summary>What is measured of schedules, as it is committed.</summary>
public static class ScheduleMetrics
{
    private static readonly Histogram<double> Lateness = RotaMeter.Instance.CreateHistogram<double>(
        "rota.schedule.lateness",
        "s",
        "From an instant of a schedule to the commit of its job"
    );
    private static readonly Counter<long> MissedInstants = RotaMeter.Instance.CreateCounter<long>(
        "rota.schedule.missed",
        "{instant}",
        "Instants that got no run, by reason: overlap (an earlier run was open), passed (nobody served)"
    );

    /// <summary>The job of an instant was submitted.</summary>
    /// <param name="late">How long after the instant.</param>
    public static void Fired(TimeSpan late) => Lateness.Record(Math.Max(0, late.TotalSeconds));

    /// <summary>An instant was left out, for an earlier run was open.</summary>
    public static void Skipped() => Missed(1, "overlap");

    /// <summary>Instants passed without a run, for nobody served.</summary>
    public static void Passed(long count) => Missed(count, "passed");

    private static void Missed(long count, string reason) =>
        MissedInstants.Add(count, new KeyValuePair<string, object?>("rota.reason", reason));
}
