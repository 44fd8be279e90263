using Rota.App.Failing;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Following;

/// <summary>An attempt that failed, as who follows its job is told.</summary>
public sealed record FailedAttempt
{
    /// <summary>How every verb takes its task: <c>42.train.3</c>.</summary>
    public required string Address { get; init; }

    /// <summary>How people know the task, with its parameters.</summary>
    public required string Label { get; init; }

    /// <summary>How it counted.</summary>
    public required TaskState State { get; init; }

    /// <summary>How it ended, in two words.</summary>
    public required string Ending { get; init; }

    /// <summary>How long it ran; null when it never started.</summary>
    public double? Seconds { get; init; }

    /// <summary>Which of its task, from 1 on.</summary>
    public required int Attempt { get; init; }

    /// <summary>How many the task may have.</summary>
    public required int AttemptsMax { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>When it ended.</summary>
    public required Instant Ended { get; init; }

    /// <summary>That of an attempt.</summary>
    internal static FailedAttempt Of(JobId job, JobSpec spec, AttemptRow attempt)
    {
        var task = spec.Tasks[attempt.Group];
        return new FailedAttempt
        {
            Address = Words.Address(job, task, attempt.Index),
            Label = Words.Task(task, attempt.Index),
            State = attempt.Outcome,
            Ending = Endings.Of(attempt),
            Seconds = attempt.Started is { } started ? (attempt.Ended - started).TotalSeconds : null,
            Attempt = attempt.Number,
            AttemptsMax = spec.Policies[task.Policy].Retry.MaxAttempts,
            Reason = ShownText.Of(attempt.Reason),
            Ended = attempt.Ended,
        };
    }
}
