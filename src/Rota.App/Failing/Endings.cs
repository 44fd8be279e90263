using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Failing;

/// <summary>How attempts ended, in two words.</summary>
internal static class Endings
{
    /// <summary>How an attempt ended.</summary>
    public static string Of(AttemptRow attempt) => Of(attempt.Outcome, attempt.ExitCode, attempt.Signal);

    /// <summary>How the latest attempt of a task ended.</summary>
    public static string Of(TaskRow task) => Of(task.State, task.ExitCode, task.Signal);

    private static string Of(TaskState outcome, int? exitCode, int? signal) =>
        (outcome, exitCode, signal) switch
        {
            (TaskState.TimedOut, _, _) => "timed out",
            (TaskState.OomKilled, _, _) => "out of memory",
            (TaskState.Lost, _, _) => "lost",
            (TaskState.Cancelled, _, _) => "cancelled",
            (_, { } code, _) => $"exit {code}",
            (_, _, { } number) => Signals.Name(number),
            _ => "could not start",
        };
}
