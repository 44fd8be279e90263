namespace Rota.Core.Model;

/// <summary>The states of a job. Numbers are stored: never renumber.</summary>
public enum JobState
{
    /// <summary>Accepted, nothing started yet.</summary>
    Queued = 0,

    /// <summary>At least one task started or ended.</summary>
    Running = 1,

    /// <summary>Starts nothing until resumed; what runs goes on.</summary>
    Paused = 2,

    /// <summary>Ended; every task succeeded, or was skipped by a condition.</summary>
    Succeeded = 3,

    /// <summary>Ended; some task failed, timed out, ran out of memory or is lost.</summary>
    Failed = 4,

    /// <summary>Ended by a cancel.</summary>
    Cancelled = 5,
}

/// <summary>The states of a task. Numbers are stored: never renumber.</summary>
public enum TaskState
{
    /// <summary>Waits for what it needs.</summary>
    Blocked = 0,

    /// <summary>Could start as soon as there is room.</summary>
    Ready = 1,

    /// <summary>An attempt is committed; its process has not been confirmed.</summary>
    Starting = 2,

    /// <summary>A process runs.</summary>
    Running = 3,

    /// <summary>Waits out the delay before its next attempt.</summary>
    Backoff = 4,

    /// <summary>Could start, but its job is paused.</summary>
    Paused = 5,

    /// <summary>Ended with exit code 0 and all its outputs.</summary>
    Succeeded = 6,

    /// <summary>Ended otherwise and gave up.</summary>
    Failed = 7,

    /// <summary>Ran past its timeout and gave up.</summary>
    TimedOut = 8,

    /// <summary>Exceeded its memory and gave up.</summary>
    OomKilled = 9,

    /// <summary>Cancelled by a person.</summary>
    Cancelled = 10,

    /// <summary>Never ran: what it needs cannot be met any more, or the job stopped at its failure limit.</summary>
    Skipped = 11,

    /// <summary>Its outcome cannot be known; it waits for a person.</summary>
    Lost = 12,
}

/// <summary>Questions about states, in one place.</summary>
public static class States
{
    /// <summary>How many task states there are; counters are arrays of this length.</summary>
    public const int Count = 13;

    /// <summary>Whether a task in this state has its outcome.</summary>
    public static bool IsTerminal(this TaskState state) => state >= TaskState.Succeeded;

    /// <summary>Whether a task in this state has an attempt that may hold room.</summary>
    public static bool IsLive(this TaskState state) => state is TaskState.Starting or TaskState.Running;

    /// <summary>Whether this outcome counts as a failure of the job.</summary>
    public static bool IsFailure(this TaskState state) =>
        state is TaskState.Failed or TaskState.TimedOut or TaskState.OomKilled or TaskState.Lost;

    /// <summary>Whether a job in this state has ended.</summary>
    public static bool IsTerminal(this JobState state) => state >= JobState.Succeeded;

    /// <summary>The state's name as users read and type it.</summary>
    public static string WireName(this TaskState state) =>
        state switch
        {
            TaskState.TimedOut => "timed_out",
            TaskState.OomKilled => "oom_killed",
            _ => state.ToString().ToLowerInvariant(),
        };

    /// <summary>The state's name as users read and type it.</summary>
    public static string WireName(this JobState state) => state.ToString().ToLowerInvariant();

    /// <summary>Finds the task state with this name.</summary>
    public static bool TryParse(string word, out TaskState state)
    {
        foreach (var candidate in Enum.GetValues<TaskState>())
        {
            if (string.Equals(candidate.WireName(), word, StringComparison.OrdinalIgnoreCase))
            {
                state = candidate;
                return true;
            }
        }

        state = default;
        return false;
    }
}
