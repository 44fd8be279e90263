using Rota.Core.Model;

namespace Rota.Store.Records;

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

    /// <summary>Whether tasks may be added to it.</summary>
    public bool IsOpen { get; init; }

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

    /// <summary>The moment before which nothing of it starts, or null.</summary>
    public Instant? NotBefore { get; init; }

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

    /// <summary>Tasks that ran to an outcome: all but those that were cancelled or skipped.</summary>
    public long Tried => In(TaskState.Succeeded) + Failed + In(TaskState.Lost);

    /// <summary>Tasks with a process.</summary>
    public long Running => In(TaskState.Running);

    /// <summary>Tasks with a process, or with one about to start.</summary>
    public long Live => Running + In(TaskState.Starting);

    /// <summary>Tasks that have neither a process nor an outcome.</summary>
    public long Waiting => Total - Done - Running;
}
