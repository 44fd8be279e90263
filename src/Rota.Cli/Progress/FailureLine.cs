using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.Cli.Progress;

/// <summary>One failed attempt in a line: what, how, why, and where to read on.</summary>
internal static class FailureLine
{
    public static string Of(JobId job, JobSpec spec, AttemptRow attempt)
    {
        var task = spec.Tasks[attempt.Group];
        var most = spec.Policies[task.Policy].Retry.MaxAttempts;
        var ran = attempt.Started is { } started ? $" after {Words.Duration(attempt.Ended - started)}" : "";
        var number =
            most > 1 || attempt.Number > 1 ? $" (attempt {attempt.Number}/{Math.Max(most, attempt.Number)})" : "";
        var reason = attempt.Reason is { } text ? $": {Plain.Line(text)}" : "";
        return $"x {Words.Task(task, attempt.Index)} {How(attempt)}{ran}{number}{reason}"
            + $"  -> rota logs {Words.Address(job, task, attempt.Index)}";
    }

    /// <summary>How an attempt ended, in two words.</summary>
    public static string How(AttemptRow attempt) =>
        attempt switch
        {
            { Outcome: TaskState.TimedOut } => "timed out",
            { Outcome: TaskState.OomKilled } => "out of memory",
            { Outcome: TaskState.Lost } => "lost",
            { ExitCode: { } code } => $"exit {code}",
            { Signal: { } signal } => $"signal {signal}",
            _ => "could not start",
        };
}
