using Rota.Core.Model;
using Rota.Core.Results;
using Rota.Core.Scheduling.Effects;

namespace Rota.Store.Records;

/// <summary>An attempt that ended.</summary>
public sealed record AttemptRow
{
    /// <summary>Its entry.</summary>
    public required int Group { get; init; }

    /// <summary>Its ordinal.</summary>
    public required int Index { get; init; }

    /// <summary>Which of its task.</summary>
    public required int Number { get; init; }

    /// <summary>Its name.</summary>
    public required AttemptId Id { get; init; }

    /// <summary>The node that it ran on: where its output is.</summary>
    public required NodeId Node { get; init; }

    /// <summary>How it counted.</summary>
    public required TaskState Outcome { get; init; }

    /// <summary>When it started; null when it never did.</summary>
    public Instant? Started { get; init; }

    /// <summary>When it ended.</summary>
    public required Instant Ended { get; init; }

    /// <summary>Exit code.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Signal.</summary>
    public int? Signal { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>CPU time in microseconds.</summary>
    public required long CpuMicros { get; init; }

    /// <summary>Peak memory in bytes.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>Where its output is.</summary>
    public required OutputPlace Output { get; init; }

    /// <summary>Where its errors are.</summary>
    public required OutputPlace Errors { get; init; }

    /// <summary>What it reported of its work; null for nothing.</summary>
    public Reported? Reported { get; init; }
}
