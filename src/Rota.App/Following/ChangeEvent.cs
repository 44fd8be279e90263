using System.Text.Json;
using System.Text.Json.Serialization;
using Rota.App.Views;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Naming;
using Rota.Core.Model;
using Rota.Store.Changes;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Following;

/// <summary>A committed change, for who watches.</summary>
public abstract record ChangeEvent
{
    private protected ChangeEvent(string kind) => Event = kind;

    /// <summary>What it is about: a task or a job.</summary>
    [JsonPropertyOrder(-1)]
    public string Event { get; }

    /// <summary>Those of a job that is followed; null where a change is none that is told.</summary>
    /// <param name="change">The change.</param>
    /// <param name="spec">The job.</param>
    /// <param name="home">Where the history is.</param>
    internal static ChangeEvent? Of(Change change, JobSpec spec, IHomeReader home) =>
        change switch
        {
            Change.OfAttempt attempt when attempt.State.IsTerminal() => new TaskEndEvent(
                attempt,
                spec.Tasks[attempt.Task.Group],
                home.Attempts.Of(attempt.Task).FirstOrDefault(row => row.Number == attempt.Number)
            ),
            Change.OfAttempt attempt => new TaskEvent(attempt, spec.Tasks[attempt.Task.Group]),
            Change.OfJob { HasEnded: true } job => new JobEvent(job.Job.Value, job.State.WireName(), job.At),
            _ => null,
        };

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
    internal TaskEvent(Change.OfAttempt change, TaskSpec task)
        : base("task")
    {
        Job = change.Job.Value;
        Task = task.Id;
        Index = task.Expansion.IsIndexed ? task.Expansion.Label(change.Task.Index) : null;
        (Label, Params) = (TaskLabel.Of(task, change.Task.Index), ParamsView.Of(task, change.Task.Index));
        ParamsBase64 = ParamsView.BytesOf(task, change.Task.Index);
        Attempt = change.Number;
        State = change.State.WireName();
        At = change.At;
    }

    /// <summary>The number of its job.</summary>
    public long Job { get; }

    /// <summary>The entry of its task.</summary>
    public string Task { get; }

    /// <summary>The index of its task; null for the only one of its entry.</summary>
    public long? Index { get; }

    /// <summary>How people know its task, with its parameters: <c>train[lr=0.1,seed=3]</c>.</summary>
    public string Label { get; }

    /// <summary>The parameters of its task, name to value.</summary>
    public ParamsView Params { get; }

    /// <summary>The bytes of those whose value is no UTF-8.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ParamsView? ParamsBase64 { get; }

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
    internal TaskEndEvent(Change.OfAttempt change, TaskSpec task, AttemptRow? row)
        : base(change, task)
    {
        (ExitCode, Signal) = (row?.ExitCode, row?.Signal);
        (Reason, ReasonBase64) = (ShownText.Of(row?.Reason), ShownText.Bytes(row?.Reason));
        ProgressValues = ShownResult.Numbers(row?.Reported?.Progress);
        (Result, ResultProblem) = (ShownResult.Json(row?.Reported), row?.Reported?.Problem);
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

    /// <summary>The last numbers that it reported of its progress, by name.</summary>
    [JsonPropertyOrder(5)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, double>? ProgressValues { get; }

    /// <summary>The result that it reported.</summary>
    [JsonPropertyOrder(6)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Result { get; }

    /// <summary>Why what it gave for a result is not kept.</summary>
    [JsonPropertyOrder(7)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResultProblem { get; }
}
