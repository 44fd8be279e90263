using Rota.Core.Model;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Effects;

/// <summary>
/// All that one turn changed: what the store writes in one transaction, and what the node does after.
/// </summary>
public sealed class TurnChanges
{
    /// <summary>When the turn was begun.</summary>
    public Instant Now { get; set; }

    /// <summary>Jobs whose row changed.</summary>
    public HashSet<ActiveJob> Jobs { get; } = [];

    /// <summary>Jobs of which people changed what was submitted.</summary>
    public HashSet<ActiveJob> Specs { get; } = [];

    /// <summary>Groups whose row changed.</summary>
    public HashSet<(ActiveJob Job, TaskGroup Group)> Groups { get; } = [];

    /// <summary>Live attempts whose row is new or changed.</summary>
    public HashSet<Attempt> Attempts { get; } = [];

    /// <summary>Attempts that ended: out of the live rows, into the history.</summary>
    public List<EndedAttempt> Ended { get; } = [];

    /// <summary>Attempts that were taken back and leave no trace.</summary>
    public List<Attempt> Withdrawn { get; } = [];

    /// <summary>What nodes refused for which a runner found room.</summary>
    public List<NodeRefusal> Refusals { get; } = [];

    /// <summary>What became of claims from outside.</summary>
    public List<ClaimResult> Claims { get; } = [];

    /// <summary>Task rows to write or to delete, in order; a later one of the same task wins.</summary>
    public List<TaskChange> Tasks { get; } = [];

    /// <summary>What to do at the node after the commit.</summary>
    public List<Effect> Effects { get; } = [];

    /// <summary>Whether there is anything to write.</summary>
    public bool IsEmpty =>
        Jobs.Count == 0
        && Groups.Count == 0
        && Attempts.Count == 0
        && Ended.Count == 0
        && Withdrawn.Count == 0
        && Tasks.Count == 0;

    /// <summary>Empties it for the next turn.</summary>
    public void Clear()
    {
        Jobs.Clear();
        Specs.Clear();
        Groups.Clear();
        Attempts.Clear();
        Ended.Clear();
        Withdrawn.Clear();
        Refusals.Clear();
        Claims.Clear();
        Tasks.Clear();
        Effects.Clear();
    }
}

/// <summary>An attempt with its outcome.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Outcome">How it counts.</param>
/// <param name="Reason">Why, in a sentence, or null for success.</param>
/// <param name="Report">What the node saw; null when it is lost.</param>
/// <param name="At">When it was recorded.</param>
public sealed record EndedAttempt(Attempt Attempt, TaskState Outcome, string? Reason, ExitReport? Report, Instant At);

/// <summary>The new record of a task, or its removal because a live attempt stands for it now.</summary>
/// <param name="Task">The task.</param>
/// <param name="State">Its state; null removes the record.</param>
/// <param name="Tries">What was tried.</param>
/// <param name="NotBefore">When a backoff ends.</param>
public readonly record struct TaskChange(TaskKey Task, TaskState? State, Tries Tries, Instant NotBefore);
