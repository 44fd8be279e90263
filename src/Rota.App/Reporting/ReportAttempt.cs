using System.Collections.Immutable;

namespace Rota.App.Reporting;

/// <summary>One ended attempt of one task.</summary>
public sealed record ReportAttempt
{
    /// <summary>The task as users read it: <c>train[3]</c>.</summary>
    public required string Label { get; init; }

    /// <summary>The task entry it belongs to.</summary>
    public required string Group { get; init; }

    /// <summary>The task's index in its entry.</summary>
    public long Index { get; init; }

    /// <summary>Position of its entry in the job, and ordinal of its task in that.</summary>
    public (int Group, int Index) Place { get; init; }

    /// <summary>The parameters of its task, by name.</summary>
    public IReadOnlyDictionary<string, string> Params { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The numbers of its result, by name, in the order it gave them.</summary>
    public IReadOnlyDictionary<string, double> Numbers { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>The attempt's number, from 1.</summary>
    public int Number { get; init; } = 1;

    /// <summary>
    /// How it ended: <c>succeeded</c>, <c>failed</c>, <c>timed_out</c>, <c>oom_killed</c>, <c>cancelled</c>
    /// or <c>lost</c>.
    /// </summary>
    public required string State { get; init; }

    /// <summary>When its process started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When its process ended.</summary>
    public required DateTimeOffset Ended { get; init; }

    /// <summary>How it ended, in two words: <c>exit 137</c>, <c>timed out</c>.</summary>
    public string Ending { get; init; } = "";

    /// <summary>CPU time of its whole process tree.</summary>
    public double CpuSeconds { get; init; }

    /// <summary>Largest resident memory, or 0 where it was not measured.</summary>
    public long PeakMemoryBytes { get; init; }

    /// <summary>For replayed workflows: how long the recorded task took, before the time scale.</summary>
    public double? RecordedSeconds { get; init; }
}
