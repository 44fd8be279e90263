using Rota.Core.Jobs;
using Rota.Core.Schedules;

namespace Rota.App.Submitting;

/// <summary>A job as it is handed in, and what is asked for it.</summary>
public sealed record SubmitRequest
{
    /// <summary>The job, complete.</summary>
    public required JobSpec Job { get; init; }

    /// <summary>When it is submitted by itself; null without a schedule.</summary>
    public ScheduleSpec? Schedule { get; init; }

    /// <summary>Whether the schedule is registered. Else the job is accepted once, schedule or not.</summary>
    public bool Registers { get; init; }

    /// <summary>Whether a different schedule of the same name gives way.</summary>
    public bool Replaces { get; init; }

    /// <summary>Variables that somebody asked to store in the job, whatever they are called.</summary>
    public IReadOnlyCollection<string> Kept { get; init; } = [];

    /// <summary>Tasks at a time on this machine. Default: one a core.</summary>
    public int? Slots { get; init; }

    /// <summary>The plan that it must still be. Default: any.</summary>
    public string? IfPlan { get; init; }

    /// <summary>Idempotency key: the same job with it is accepted once. Default: none.</summary>
    public string? Key { get; init; }

    /// <summary>Whether the caller runs it at once. Else it waits for a daemon, or to be resumed.</summary>
    public bool IsWanted { get; init; }

    /// <summary>Whether it is accepted though a task can never run here, as a recording of a larger machine.</summary>
    public bool MayNeverFit { get; init; }
}
