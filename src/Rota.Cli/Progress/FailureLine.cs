using Rota.App.Failing;
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
        return $"x {Words.Task(task, attempt.Index)} {Endings.Of(attempt)}{ran}{number}{reason}"
            + $"  -> rota logs {Words.Address(job, task, attempt.Index)}";
    }
}
