using System.Text.RegularExpressions;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Following;

/// <summary>Tasks of a job that failed for one cause, as far as their messages tell.</summary>
/// <param name="Ending">How the attempt ended that decided it, in two words.</param>
/// <param name="Count">How many tasks.</param>
/// <param name="Example">The attempt of one of them.</param>
internal sealed partial record FailureKind(string Ending, int Count, AttemptRow Example)
{
    /// <summary>Those of a job, the most frequent first.</summary>
    public static IReadOnlyList<FailureKind> Of(IHomeReader queries, JobId job)
    {
        // The latest attempt of a task is its outcome; earlier ones were retried.
        var groups = queries.Groups(job);
        var tasks = queries.Tasks;
        return
        [
            .. queries
                .Attempts.Failed(job, new Instant(0), int.MaxValue)
                .Where(attempt => attempt.Outcome.IsFailure())
                .GroupBy(attempt => (attempt.Group, attempt.Index))
                .Select(attempts => attempts.MaxBy(attempt => attempt.Number)!)
                .Where(attempt => tasks.Find(job, groups[attempt.Group], attempt.Index)?.State.IsFailure() == true)
                .GroupBy(attempt => (Ending: EndingOf(attempt), Cause: Cause(attempt.Reason)))
                .Select(kind => new FailureKind(kind.Key.Ending, kind.Count(), kind.First()))
                .OrderByDescending(kind => kind.Count),
        ];
    }

    /// <summary>How an attempt ended, in two words.</summary>
    public static string EndingOf(AttemptRow attempt) =>
        attempt switch
        {
            { Outcome: TaskState.TimedOut } => "timed out",
            { Outcome: TaskState.OomKilled } => "out of memory",
            { Outcome: TaskState.Lost } => "lost",
            { ExitCode: { } code } => $"exit {code}",
            { Signal: { } signal } => $"signal {signal}",
            _ => "could not start",
        };

    /// <summary>Messages that differ only in their numbers have one cause.</summary>
    private static string Cause(string? reason) => reason is null ? "" : Number().Replace(reason, "#");

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
