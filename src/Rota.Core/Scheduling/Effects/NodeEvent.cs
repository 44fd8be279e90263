using Rota.Core.Model;
using Rota.Core.Placement.Nodes;
using Rota.Core.Results;

namespace Rota.Core.Scheduling.Effects;

/// <summary>What a node reports about an attempt. Each may come twice; only the first counts.</summary>
public abstract record NodeEvent
{
    private NodeEvent() { }

    /// <summary>The attempt it is about.</summary>
    public required AttemptId Attempt { get; init; }

    /// <summary>The node that says so: of another's attempts nothing it says counts.</summary>
    public NodeId Node { get; init; } = NodeId.Home;

    /// <summary>Its process runs.</summary>
    public sealed record Started : NodeEvent
    {
        /// <summary>The process id.</summary>
        public required int Pid { get; init; }

        /// <summary>When, by the node's clock.</summary>
        public required Instant At { get; init; }

        /// <summary>The attempt whose place it took, or 0.</summary>
        public AttemptId InPlaceOf { get; init; }

        /// <summary>Number of the files that hold its output while it runs.</summary>
        public int Scratch { get; init; }

        /// <summary>How long it has run, by a clock that nobody sets; null where the node does not say.</summary>
        public TimeSpan? Age { get; init; }
    }

    /// <summary>Its process ended, or could not be started.</summary>
    public sealed record Ended : NodeEvent
    {
        /// <summary>How it went.</summary>
        public required ExitReport Report { get; init; }

        /// <summary>The attempt that took its place, or 0.</summary>
        public AttemptId Successor { get; init; }
    }

    /// <summary>It was taken back before it started.</summary>
    public sealed record Withdrawn : NodeEvent;

    /// <summary>The node refused an order about it and does not hold it. What has started is not meant.</summary>
    public sealed record Refused : NodeEvent
    {
        /// <summary>What it has too little of; null where that is not why.</summary>
        public NodeLack? Lack { get; init; }

        /// <summary>How long the node is left alone, where it has too little.</summary>
        public TimeSpan RetryAfter { get; init; }
    }

    /// <summary>Its outcome cannot be known: whoever could have seen its exit code is gone.</summary>
    public sealed record Lost : NodeEvent
    {
        /// <summary>What is known, in a sentence.</summary>
        public required string Reason { get; init; }

        /// <summary>Where what it wrote is kept; null where nothing of that is known.</summary>
        public ExitReport? Report { get; init; }
    }
}

/// <summary>How an attempt's process ended, as its keeper wrote it down before it let the process go.</summary>
public sealed record ExitReport
{
    /// <summary>When it started; null when it never did.</summary>
    public Instant? Started { get; init; }

    /// <summary>When it ended.</summary>
    public required Instant Ended { get; init; }

    /// <summary>Exit code; null when a signal ended it or it never started.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The signal that ended it, or null.</summary>
    public int? Signal { get; init; }

    /// <summary>Why it could not start, or null when it did.</summary>
    public string? SpawnError { get; init; }

    /// <summary>Whether it was ended for exceeding its memory.</summary>
    public bool OutOfMemory { get; init; }

    /// <summary>
    /// For how long its node had been cut off from the home when it stopped the attempt for that; null where it did
    /// not.
    /// </summary>
    public TimeSpan? CutOff { get; init; }

    /// <summary>Outputs that were promised and are not there.</summary>
    public string? MissingOutput { get; init; }

    /// <summary>Whether it did what it was to do, as far as its node can tell.</summary>
    public bool HasSucceeded => this is { ExitCode: 0, MissingOutput: null };

    /// <summary>Last line of its standard error, cut to a readable length, or null.</summary>
    public string? LastLine { get; init; }

    /// <summary>User and system time of its process tree, in microseconds.</summary>
    public long CpuMicros { get; init; }

    /// <summary>
    /// Peak resident memory in bytes: of its largest process, or of all together where more of that was seen.
    /// </summary>
    public long PeakMemoryBytes { get; init; }

    /// <summary>Where its standard output is kept.</summary>
    public OutputPlace Output { get; init; }

    /// <summary>Where its standard error is kept.</summary>
    public OutputPlace Errors { get; init; }

    /// <summary>What it reported of its work; null for nothing.</summary>
    public Reported? Reported { get; init; }
}

/// <summary>A piece of a job's packed output.</summary>
/// <param name="Segment">Number of the segment file, from 1; 0 for nothing written.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">How long it is, in bytes.</param>
public readonly record struct OutputPlace(int Segment, long Offset, long Length);
