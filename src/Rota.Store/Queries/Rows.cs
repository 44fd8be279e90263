using Rota.Core.Model;
using Rota.Core.Reconcile;

namespace Rota.Store.Queries;

/// <summary>A job as lists and pages show it.</summary>
public sealed record JobRow
{
    /// <summary>Its number.</summary>
    public required JobId Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its state.</summary>
    public required JobState State { get; init; }

    /// <summary>Whether somebody wants it run now.</summary>
    public required bool IsWanted { get; init; }

    /// <summary>Higher first.</summary>
    public required int Priority { get; init; }

    /// <summary>Its queue, or null.</summary>
    public string? Queue { get; init; }

    /// <summary>Its labels as a JSON object.</summary>
    public required string Tags { get; init; }

    /// <summary>Why it stopped, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was accepted.</summary>
    public required Instant Submitted { get; init; }

    /// <summary>When its first attempt was committed.</summary>
    public Instant? Started { get; init; }

    /// <summary>When it ended.</summary>
    public Instant? Ended { get; init; }

    /// <summary>How many tasks.</summary>
    public required long Total { get; init; }

    /// <summary>Attempts ended.</summary>
    public required long Attempts { get; init; }

    /// <summary>Tasks by state.</summary>
    public required long[] Counts { get; init; }

    /// <summary>Tasks in this state.</summary>
    public long In(TaskState state) => Counts[(int)state];

    /// <summary>Tasks whose outcome is a failure, lost ones apart.</summary>
    public long Failed => In(TaskState.Failed) + In(TaskState.TimedOut) + In(TaskState.OomKilled);

    /// <summary>Tasks that have an outcome.</summary>
    public long Done => StateCounts.Ended(Counts);

    /// <summary>Tasks with a process.</summary>
    public long Running => In(TaskState.Running);

    /// <summary>Tasks with a process, or with one about to start.</summary>
    public long Live => Running + In(TaskState.Starting);

    /// <summary>Tasks that have neither a process nor an outcome.</summary>
    public long Waiting => Total - Done - Running;
}

/// <summary>An entry of a job.</summary>
/// <param name="Ordinal">Its position.</param>
/// <param name="Name">Its id in the job file.</param>
/// <param name="Total">How many tasks.</param>
/// <param name="Next">The first untouched task.</param>
/// <param name="Rest">The state of all untouched ones.</param>
/// <param name="Counts">Tasks by state.</param>
public sealed record GroupRow(int Ordinal, string Name, int Total, int Next, TaskState Rest, long[] Counts);

/// <summary>A task as lists show it: with its live or latest attempt.</summary>
public readonly record struct TaskRow
{
    /// <summary>Its entry.</summary>
    public required int Group { get; init; }

    /// <summary>Its ordinal.</summary>
    public required int Index { get; init; }

    /// <summary>Its state.</summary>
    public required TaskState State { get; init; }

    /// <summary>Which attempt is live or was the latest; 0 for none.</summary>
    public int Attempt { get; init; }

    /// <summary>Number of the live attempt, or 0.</summary>
    public long LiveAttempt { get; init; }

    /// <summary>Number of the files that hold its output while it runs.</summary>
    public int Scratch { get; init; }

    /// <summary>Its process, while it runs.</summary>
    public int Pid { get; init; }

    /// <summary>When that attempt started.</summary>
    public Instant? Started { get; init; }

    /// <summary>When it ended.</summary>
    public Instant? Ended { get; init; }

    /// <summary>Its exit code.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The signal that ended it.</summary>
    public int? Signal { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>When a backoff ends.</summary>
    public Instant? NotBefore { get; init; }
}

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
}
