using Rota.Core.Model;

namespace Rota.App.Reporting;

/// <summary>A task that has a row of its own.</summary>
public sealed record ReportTask
{
    /// <summary>Position of its entry in the job.</summary>
    public required int Group { get; init; }

    /// <summary>Its ordinal in the entry.</summary>
    public required int Index { get; init; }

    /// <summary>How every verb takes it: <c>42.train.3</c>.</summary>
    public required string Address { get; init; }

    /// <summary>How people know it, with its parameters.</summary>
    public required string Label { get; init; }

    /// <summary>Its parameters, in the order of the job file.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Params { get; init; } = [];

    /// <summary>Its state.</summary>
    public required TaskState State { get; init; }

    /// <summary>How its latest attempt ended, in two words; null before that, and for one that succeeded.</summary>
    public string? Ending { get; init; }

    /// <summary>Attempts of it that ended.</summary>
    public int Attempts { get; init; }

    /// <summary>When the latest started.</summary>
    public Instant? Started { get; init; }

    /// <summary>How long the latest took; null where it did not start or has not ended.</summary>
    public double? Seconds { get; init; }

    /// <summary>Why it ended as it did or was skipped, in a sentence; null for nothing.</summary>
    public string? Reason { get; init; }

    /// <summary>Its command as people write it in a shell; null where the row has no room for it.</summary>
    public string? Command { get; init; }

    /// <summary>The last lines of its latest attempt; null where the row has no room for them.</summary>
    public OutputEnd? Output { get; init; }

    /// <summary>CPU time of the latest attempt; null where none has ended.</summary>
    public double? CpuSeconds { get; init; }

    /// <summary>Its largest resident memory, or 0 where it was not measured.</summary>
    public long PeakMemoryBytes { get; init; }
}

/// <summary>The last lines that an attempt wrote.</summary>
/// <param name="Lines">Those of standard output, then those of standard error.</param>
/// <param name="IsCut">Whether there was more.</param>
public sealed record OutputEnd(IReadOnlyList<string> Lines, bool IsCut);
