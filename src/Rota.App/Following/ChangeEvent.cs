using System.Text.Json.Serialization;
using Rota.App.Views;
using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.App.Following;

/// <summary>A committed change, for who watches.</summary>
public abstract record ChangeEvent
{
    private protected ChangeEvent(string kind) => Event = kind;

    /// <summary>What it is about: a task or a job.</summary>
    [JsonPropertyOrder(-1)]
    public string Event { get; }

    /// <summary>Those of a turn.</summary>
    internal static IEnumerable<ChangeEvent> Of(TurnChanges changes) =>
        changes
            .Attempts.Select(attempt => new TaskEvent(attempt))
            .Concat<ChangeEvent>(changes.Ended.Select(ended => new TaskEndEvent(ended)))
            .Concat(
                changes
                    .Jobs.Where(job => job.Ended is not null)
                    .Select(job => new JobEvent(job.Id.Value, job.State.WireName(), job.Ended!.Value))
            );

    /// <summary>The event in one line of JSON.</summary>
    internal string Line() =>
        this switch
        {
            TaskEndEvent task => Json.Line(task, FollowingJson.Default.TaskEndEvent),
            TaskEvent task => Json.Line(task, FollowingJson.Default.TaskEvent),
            JobEvent job => Json.Line(job, FollowingJson.Default.JobEvent),
            _ => throw new InvariantException($"unknown event {GetType().Name}"),
        };
}

/// <summary>A job ended.</summary>
/// <param name="Job">Its number.</param>
/// <param name="State">Its state.</param>
/// <param name="At">When.</param>
public sealed record JobEvent(long Job, string State, Instant At) : ChangeEvent("job");

/// <summary>An attempt was decided, or started.</summary>
public record TaskEvent : ChangeEvent
{
    internal TaskEvent(Attempt attempt)
        : this(attempt, attempt.State, attempt.Started ?? attempt.Intended) { }

    private protected TaskEvent(Attempt attempt, TaskState state, Instant at)
        : base("task")
    {
        var task = attempt.Job.Spec.Tasks[attempt.Group.Ordinal];
        Job = attempt.Job.Id.Value;
        Task = task.Id;
        Index = task.Expansion.IsIndexed ? task.Expansion.Label(attempt.Index) : null;
        Attempt = attempt.Number;
        State = state.WireName();
        At = at;
    }

    /// <summary>The number of its job.</summary>
    public long Job { get; }

    /// <summary>The entry of its task.</summary>
    public string Task { get; }

    /// <summary>The index of its task; null for the only one of its entry.</summary>
    public long? Index { get; }

    /// <summary>Its number.</summary>
    public int Attempt { get; }

    /// <summary>The state of its task.</summary>
    public string State { get; }

    /// <summary>When.</summary>
    public Instant At { get; }
}

/// <summary>An attempt ended.</summary>
public sealed record TaskEndEvent : TaskEvent
{
    internal TaskEndEvent(EndedAttempt ended)
        : base(ended.Attempt, ended.Outcome, ended.Report?.Ended ?? ended.At)
    {
        (ExitCode, Signal) = (ended.Report?.ExitCode, ended.Report?.Signal);
        (Reason, ReasonBase64) = (ShownText.Of(ended.Reason), ShownText.Bytes(ended.Reason));
    }

    /// <summary>What its process ended with; null where it did not.</summary>
    [JsonPropertyOrder(1)]
    public int? ExitCode { get; }

    /// <summary>The signal that ended it, or null.</summary>
    [JsonPropertyOrder(2)]
    public int? Signal { get; }

    /// <summary>Why it counts as it does, as people see it.</summary>
    [JsonPropertyOrder(3)]
    public string? Reason { get; }

    /// <summary>The same where it is no UTF-8.</summary>
    [JsonPropertyOrder(4)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? ReasonBase64 { get; }
}
