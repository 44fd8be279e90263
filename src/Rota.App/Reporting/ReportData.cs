namespace Rota.App.Reporting;

/// <summary>
/// All that a report page shows of one job. Plain values, so that a page can be made from a store, a file or a test.
/// </summary>
public sealed record ReportData
{
    /// <summary>The job's number.</summary>
    public required long JobId { get; init; }

    /// <summary>The job's name, as its owner wrote it.</summary>
    public required string Name { get; init; }

    /// <summary>The job's state as users read it: <c>succeeded</c>, <c>failed</c>, <c>running</c>.</summary>
    public required string State { get; init; }

    /// <summary>Why it is in that state, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was accepted.</summary>
    public DateTimeOffset? Submitted { get; init; }

    /// <summary>When its first task started.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When its last task ended; null while it runs.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The task entries with their counts, in the order of the job file.</summary>
    public required IReadOnlyList<ReportGroup> Groups { get; init; }

    /// <summary>Every attempt that ended, in any order.</summary>
    public required IReadOnlyList<ReportAttempt> Attempts { get; init; }

    /// <summary>The number of the results that is plotted; null for the first that a task of an entry has.</summary>
    public string? Result { get; init; }

    /// <summary>How many tasks could run at a time; 0 where it is not known.</summary>
    public required int Slots { get; init; }

    /// <summary>
    /// Longest chain of recorded durations of a replayed workflow, in seconds as recorded (before the time scale).
    /// </summary>
    public double? CriticalPathSeconds { get; init; }

    /// <summary>Factor from recorded to replayed seconds, or null for 1.</summary>
    public double? TimeScale { get; init; }

    /// <summary>The version that wrote the page.</summary>
    public required string RotaVersion { get; init; }

    /// <summary>The machine that ran the job.</summary>
    public required string Host { get; init; }
}
