using Rota.Core.Model;

namespace Rota.Store.Changes;

/// <summary>
/// One committed change of a job, as those who follow are told: small, and without what the history says of it.
/// </summary>
public abstract record Change
{
    private Change() { }

    /// <summary>The job.</summary>
    public required JobId Job { get; init; }

    /// <summary>When it came about, by the clock of who decided or saw it.</summary>
    public required Instant At { get; init; }

    /// <summary>An attempt was decided, started, or ended.</summary>
    /// <param name="Task">Whose it is.</param>
    /// <param name="Number">Its number.</param>
    /// <param name="State">How far it is, or how it ended.</param>
    /// <param name="IsLast">Whether the task has its outcome by it: no other attempt follows.</param>
    public sealed record OfAttempt(TaskKey Task, int Number, TaskState State, bool IsLast) : Change;

    /// <summary>
    /// A task got its outcome without an attempt that ended: it was cancelled while it waited, or skipped.
    /// </summary>
    /// <param name="Task">The task.</param>
    /// <param name="State">Its outcome.</param>
    /// <param name="Attempts">Attempts of it that had ended before.</param>
    public sealed record OfTask(TaskKey Task, TaskState State, int Attempts) : Change;

    /// <summary>The job's own record was written: its state, or how its tasks are counted.</summary>
    /// <param name="State">Its state.</param>
    /// <param name="HasEnded">Whether it has ended.</param>
    public sealed record OfJob(JobState State, bool HasEnded) : Change;
}

/// <summary>A change with its place in the sequence of its partition.</summary>
/// <param name="Number">From 1, without a gap.</param>
/// <param name="Change">The change.</param>
public readonly record struct NumberedChange(long Number, Change Change);
