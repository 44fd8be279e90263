using Rota.App.Reporting;

namespace Rota.Cli.Report;

/// <summary>The run on one clock, with the totals that several parts of the page need. Computed once.</summary>
internal sealed class RunView
{
    public RunView(ReportData data)
    {
        Source = data;
        Families = new Families(data);
        var attempts = data.Attempts;

        // Clocks step back, and Started may be later than the first attempt's: the page takes the widest span.
        var isEmpty = attempts.Count == 0;
        var first = isEmpty ? data.Started ?? data.Submitted ?? default : attempts.Min(attempt => attempt.Started);
        var last = attempts.Count == 0 ? data.Ended ?? first : attempts.Max(attempt => attempt.Ended);
        Origin = data.Started < first ? data.Started.Value : first;
        last = data.Ended > last ? data.Ended.Value : last;
        WallSeconds = Math.Max(0, (last - Origin).TotalSeconds);

        Spans = [.. attempts.Select(ToSpan).OrderBy(span => span.Start).ThenBy(span => span.End)];
        Durations = [.. Spans.Select(span => span.Seconds).Order()];
        var measured = attempts.Where(attempt => attempt.PeakMemoryBytes > 0);
        Memory = [.. measured.Select(attempt => (double)attempt.PeakMemoryBytes).Order()];
        TaskSeconds = Durations.Sum();
        CpuSeconds = attempts.Sum(attempt => attempt.CpuSeconds);
        Tasks = data.Groups.Sum(group => group.Total);
        Retries = attempts.Count - attempts.Select(attempt => attempt.Label).Distinct(StringComparer.Ordinal).Count();
    }

    /// <summary>What the page was made from.</summary>
    public ReportData Source { get; }

    /// <summary>Colours and folding of the task entries.</summary>
    public Families Families { get; }

    /// <summary>Second 0 of every plot.</summary>
    public DateTimeOffset Origin { get; }

    /// <summary>From <see cref="Origin"/> to the end of the last attempt.</summary>
    public double WallSeconds { get; }

    /// <summary>Length of the time axes: <see cref="WallSeconds"/>, but never too short to draw.</summary>
    public double AxisSeconds => Math.Max(WallSeconds, 0.001);

    /// <summary>All attempts by start.</summary>
    public AttemptSpan[] Spans { get; }

    /// <summary>All durations, ascending.</summary>
    public double[] Durations { get; }

    /// <summary>All measured peaks of memory, ascending.</summary>
    public double[] Memory { get; }

    /// <summary>Sum of all durations.</summary>
    public double TaskSeconds { get; }

    /// <summary>Sum of all CPU times.</summary>
    public double CpuSeconds { get; }

    /// <summary>How many tasks the job has.</summary>
    public long Tasks { get; }

    /// <summary>Attempts beyond the first of each task.</summary>
    public int Retries { get; }

    /// <summary>The value below which a share of an ascending list lies (nearest rank).</summary>
    public static double Quantile(double[] ascending, double share) =>
        ascending.Length == 0
            ? 0
            : ascending[Math.Clamp((int)Math.Ceiling(share * ascending.Length) - 1, 0, ascending.Length - 1)];

    private AttemptSpan ToSpan(ReportAttempt attempt)
    {
        var start = (attempt.Started - Origin).TotalSeconds;
        var end = Math.Max(start, (attempt.Ended - Origin).TotalSeconds);
        var outcome = attempt.State switch
        {
            "succeeded" => Outcome.Succeeded,
            "cancelled" or "skipped" => Outcome.Stopped,
            _ => Outcome.Failed,
        };
        return new AttemptSpan(attempt, start, end, Families.ColorOf(Families.Of(attempt.Group)), outcome);
    }
}
