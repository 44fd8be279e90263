namespace Rota.App.Reporting;

/// <summary>One task entry of the job with the number of its tasks in each final state.</summary>
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
}
