namespace Rota.App.Reporting;

/// <summary>One task entry of the job: its tasks by state, what it waits for, and what its attempts took.</summary>
public sealed record ReportGroup
{
    /// <summary>The entry's id in the job file.</summary>
    public required string Name { get; init; }

    /// <summary>All its tasks.</summary>
    public required long Total { get; init; }

    /// <summary>Tasks that succeeded.</summary>
    public long Succeeded { get; init; }

    /// <summary>Tasks that failed, timed out or ran out of memory, and gave up.</summary>
    public long Failed { get; init; }

    /// <summary>Tasks a person cancelled.</summary>
    public long Cancelled { get; init; }

    /// <summary>Tasks that never ran.</summary>
    public long Skipped { get; init; }

    /// <summary>Tasks whose outcome cannot be known.</summary>
    public long Lost { get; init; }

    /// <summary>Tasks with a process, or with one about to start.</summary>
    public long Running { get; init; }

    /// <summary>Tasks that wait.</summary>
    public long Waiting => Total - Succeeded - Failed - Cancelled - Skipped - Lost - Running;

    /// <summary>How many steps of the job's graph come before it.</summary>
    public int Level { get; init; }

    /// <summary>Whether it runs once all others have ended, however.</summary>
    public bool IsFinally { get; init; }

    /// <summary>What it needs.</summary>
    public IReadOnlyList<ReportNeed> Needs { get; init; } = [];

    /// <summary>Why tasks of it were skipped, in a sentence; null where none were.</summary>
    public string? WhySkipped { get; init; }

    /// <summary>Attempts of its tasks that ended.</summary>
    public long Attempts { get; init; }

    /// <summary>How long these took together.</summary>
    public double TaskSeconds { get; init; }

    /// <summary>CPU time of all their processes.</summary>
    public double CpuSeconds { get; init; }

    /// <summary>Largest resident memory of any; 0 where it was not measured.</summary>
    public long PeakMemoryBytes { get; init; }

    /// <summary>Tasks that reported the number that is plotted, if more than are plotted; else 0.</summary>
    public long Reported { get; init; }
}

/// <summary>A need of an entry.</summary>
/// <param name="Group">Position of the needed entry in the job.</param>
/// <param name="Condition">What must hold of it: <c>succeeded</c>, <c>failed</c>, <c>finished</c>.</param>
/// <param name="Blocks">Whether it keeps this one from running: it has not ended, or not as it should.</param>
public readonly record struct ReportNeed(int Group, string Condition, bool Blocks);
