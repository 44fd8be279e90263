using Rota.Core.Budgets;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Schedules;

namespace Rota.Core.Scheduling.State;

/// <summary>
/// What the most urgent waiting task of a runner lacks. Runners show it to each other, so that strict priority holds
/// across them: what somebody more urgent waits for is left to it.
/// </summary>
/// <param name="Account">What it lacks.</param>
/// <param name="Priority">Priority of its job.</param>
/// <param name="Job">Its job: the earlier one goes first among equals.</param>
public sealed record Demand(AccountId Account, int Priority, JobId Job)
{
    /// <summary>Whether it goes before a task of such a job.</summary>
    public bool IsBefore(int priority, JobId job) =>
        Priority != priority ? Priority > priority : Job.CompareTo(job) < 0;
}

/// <summary>How much of a shared account is used, as committed.</summary>
/// <param name="Account">Which one.</param>
/// <param name="Used">How much.</param>
/// <param name="Limit">The limit that somebody set; null where none is set.</param>
/// <param name="Hours">When a queue is open; null for always.</param>
/// <param name="Course">How the rights of a scope go on; null for what is none, or counts nothing any more.</param>
public readonly record struct AccountUse(
    AccountId Account,
    long Used,
    long? Limit = null,
    OpenHours? Hours = null,
    RightsCourse? Course = null
);
