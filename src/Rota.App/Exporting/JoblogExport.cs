using Rota.Core.JobFiles;

namespace Rota.App.Exporting;

/// <summary>
/// The columns of GNU parallel's <c>--joblog</c>. An attempt whose exit code nobody has (it could not start, or is
/// lost) has -1 there: 0 would make it a success.
/// </summary>
internal static class JoblogExport
{
    public static void Write(ExportSource source, Stream output)
    {
        using var writer = new ByteLines(output);
        writer.Write("Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\n");
        var sequence = 0;
        foreach (var attempt in source.Attempts)
        {
            var started = attempt.Started ?? attempt.Ended;
            var seconds = (attempt.Ended - started).TotalSeconds;
            var exitValue = attempt.ExitCode ?? (attempt.Signal is null ? -1 : 0);
            writer.Write(
                $"{++sequence}\t{source.NodeOf(attempt)}\t{started.Micros / 1e6:0.000}\t{seconds, 10:0.000}\t0\t"
                    + $"{attempt.Output.Length}\t{exitValue}\t{attempt.Signal ?? 0}\t"
                    + JoblogCommand.Write(source.ShellTextOf(attempt))
                    + "\n"
            );
        }
    }
}
