using Rota.App.Failing;

namespace Rota.App.Reporting;

/// <summary>
/// All that a report page shows of one job: shapes of all attempts, and the tasks that matter. Its size is bounded,
/// whatever the job's. Plain values, so that a page can be made from a store, a file or a test.
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

    /// <summary>The attempts that started and ended, by start; of very many, evenly chosen ones.</summary>
    public IReadOnlyList<AttemptMark> Marks { get; init; } = [];

    /// <summary>How many attempts started and ended.</summary>
    public long Attempts { get; init; }

    /// <summary>How many of these failed.</summary>
    public long FailedAttempts { get; init; }

    /// <summary>How many of the attempts are not the first of their task.</summary>
    public long Retries { get; init; }

    /// <summary>How many of those that failed did so before a later one of their task succeeded.</summary>
    public long Mended { get; init; }

    /// <summary>The entries with their needs as a drawing has them; null for a job of one entry.</summary>
    public NeedGraph? Graph { get; init; }

    /// <summary>The tasks that failed, by their causes.</summary>
    public FailureGroups? Failures { get; init; }

    /// <summary>The attempts that took longest, longest first.</summary>
    public IReadOnlyList<ReportAttempt> Slowest { get; init; } = [];

    /// <summary>The tasks that have rows, those that need a person first.</summary>
    public IReadOnlyList<ReportTask> Tasks { get; init; } = [];

    /// <summary>
    /// The last attempts of tasks that reported a number; of very many, evenly chosen ones, the highest and the lowest.
    /// </summary>
    public IReadOnlyList<ReportAttempt> Reported { get; init; } = [];

    /// <summary>The number of the results that is plotted; null for the first that a task of an entry has.</summary>
    public string? Result { get; init; }

    /// <summary>How many tasks could run at a time; 0 where it is not known.</summary>
    public required int Slots { get; init; }

    /// <summary>
    /// Longest chain of recorded durations of a replayed workflow, in seconds as recorded (before the time scale).
    /// </summary>
    public double? CriticalPathSeconds { get; init; }

    /// <summary>Recorded durations of all attempts of a replayed workflow together, in seconds.</summary>
    public double RecordedSeconds { get; init; }

    /// <summary>Factor from recorded to replayed seconds, or null for 1.</summary>
    public double? TimeScale { get; init; }

    /// <summary>The version that wrote the page.</summary>
    public required string RotaVersion { get; init; }

    /// <summary>The machine that ran the job.</summary>
    public required string Host { get; init; }
}
