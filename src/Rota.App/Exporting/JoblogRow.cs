using Rota.Core.JobFiles;
using Rota.Store.Records;

namespace Rota.App.Exporting;

/// <summary>
/// A row of GNU parallel's <c>--joblog</c>. An attempt whose exit code nobody has (it could not start, or is lost) has
/// -1 there: 0 would make it a success.
/// </summary>
internal static class JoblogRow
{
    /// <summary>The first line of a joblog.</summary>
    public const string Heading = "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\n";

    /// <summary>The row of an attempt.</summary>
    /// <param name="sequence">The number of its task, from 1.</param>
    /// <param name="host">Where it ran.</param>
    /// <param name="attempt">The attempt.</param>
    /// <param name="command">What it ran, as a text for a shell.</param>
    public static string Of(long sequence, string host, AttemptRow attempt, string command)
    {
        var started = attempt.Started ?? attempt.Ended;
        var seconds = (attempt.Ended - started).TotalSeconds;
        var exitValue = attempt.ExitCode ?? (attempt.Signal is null ? -1 : 0);
        return $"{sequence}\t{host}\t{started.Micros / 1e6:0.000}\t{seconds, 10:0.000}\t0\t{attempt.Output.Length}\t"
            + $"{exitValue}\t{attempt.Signal ?? 0}\t{JoblogCommand.Write(command)}\n";
    }
}
