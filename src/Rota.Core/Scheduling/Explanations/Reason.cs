using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Explanations;

/// <summary>One reason why a task does not run, as facts. The sentences are made by whoever shows them.</summary>
public abstract record Reason
{
    private Reason() { }

    /// <summary>Nobody runs the job now.</summary>
    /// <param name="Job">The job.</param>
    public sealed record Unattended(JobId Job) : Reason;

    /// <summary>The job is paused.</summary>
    /// <param name="Job">The job.</param>
    public sealed record Paused(JobId Job) : Reason;

    /// <summary>Its job was told to start at a moment that has not come.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Left">How long it is until then.</param>
    public sealed record TooEarly(ActiveJob Job, TimeSpan Left) : Reason;

    /// <summary>Its job waits for another one.</summary>
    /// <param name="Need">What must come of that.</param>
    public sealed record AfterJob(JobNeed Need) : Reason;

    /// <summary>Its job starts one task at a time, and has to wait for the next.</summary>
    /// <param name="Spacing">The time between two starts.</param>
    /// <param name="Left">How long it is until the next.</param>
    public sealed record Spaced(TimeSpan Spacing, TimeSpan Left) : Reason;

    /// <summary>Its queue is closed at this hour.</summary>
    /// <param name="Queue">The queue.</param>
    /// <param name="Hours">When it is open.</param>
    /// <param name="Left">How long until it opens; null where nobody can tell.</param>
    public sealed record Closed(string Queue, OpenHours Hours, TimeSpan? Left) : Reason;

    /// <summary>People hold the task itself.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Group">Its entry.</param>
    /// <param name="Index">Its ordinal.</param>
    public sealed record OnHold(ActiveJob Job, int Group, int Index) : Reason;

    /// <summary>It waits before it is tried again.</summary>
    /// <param name="Attempt">Which attempt failed, from 1.</param>
    /// <param name="NotBefore">When the wait is over.</param>
    public sealed record Backoff(int Attempt, Instant NotBefore) : Reason;

    /// <summary>What it needs has not ended.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Need">What it needs; <see cref="TaskGroup.Counts"/> of that entry say how far it is.</param>
    public sealed record Waiting(ActiveJob Job, Need Need) : Reason;

    /// <summary>A check refuses it.</summary>
    /// <param name="Refusal">The refusal, with the numbers of the check.</param>
    public sealed record Refused(Refusal Refusal) : Reason
    {
        /// <summary>When its limit changes next by itself, and to how much; null where that is not known.</summary>
        public (Instant At, long Limit)? Turn { get; init; }
    }

    /// <summary>No node takes it now.</summary>
    /// <param name="Offers">What each says, that nearest to taking it first; at least one.</param>
    public sealed record NoNode(IReadOnlyList<NodeOffer> Offers) : Reason;

    /// <summary>Others hold what it lacks.</summary>
    /// <param name="Account">What it lacks.</param>
    /// <param name="Holders">The attempts that hold some of it, at least one, in the order they were made.</param>
    public sealed record Held(Account Account, IReadOnlyList<Attempt> Holders) : Reason;

    /// <summary>Others go first.</summary>
    /// <param name="Ahead">How many ready tasks, above 0.</param>
    /// <param name="Priority">Priority of its job.</param>
    public sealed record Behind(long Ahead, int Priority) : Reason;
}
