using System.Text.Json.Serialization;
using Rota.App.Failing;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Watching;

/// <summary>An attempt that failed, as far as a line shows it.</summary>
public sealed record FailureGlance
{
    /// <summary>Its job.</summary>
    public required long Job { get; init; }

    /// <summary>How every verb takes its task: <c>42.train.3</c>.</summary>
    public required string Address { get; init; }

    /// <summary>How people know the task, with its variables.</summary>
    public required string Label { get; init; }

    /// <summary>Which attempt.</summary>
    public required int Attempt { get; init; }

    /// <summary>How it counted.</summary>
    public required TaskState State { get; init; }

    /// <summary>How it ended, in two words.</summary>
    public required string Ending { get; init; }

    /// <summary>When it started; null when it never did.</summary>
    public Instant? Started { get; init; }

    /// <summary>When it ended.</summary>
    public required Instant Ended { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>The bytes of the reason where they are no UTF-8.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? ReasonBase64 { get; init; }

    /// <summary>The glance of an attempt.</summary>
    internal static FailureGlance Of(JobId job, TaskSpec task, AttemptRow attempt) =>
        new()
        {
            Job = job.Value,
            Address = Words.Address(job, task, attempt.Index),
            Label = Words.Task(task, attempt.Index),
            Attempt = attempt.Number,
            State = attempt.Outcome,
            Ending = Endings.Of(attempt),
            Started = attempt.Started,
            Ended = attempt.Ended,
            Reason = ShownText.Of(attempt.Reason),
            ReasonBase64 = ShownText.Bytes(attempt.Reason),
        };
}
