using System.Collections.Immutable;
using Rota.App.Problems;
using Rota.Core.JobFiles;
using Rota.Core.JobFiles.Notation;

namespace Rota.Cli.Sources;

/// <summary>Reads what GNU parallel wrote with <c>--joblog</c>.</summary>
internal static class JobLog
{
    private const int CommandColumn = 8;
    private const int ExitColumn = 6;

    /// <summary>The commands, line by line: a row of nine columns is many times its text.</summary>
    /// <param name="text">The joblog.</param>
    /// <param name="path">Its name.</param>
    /// <param name="onlyFailed">Whether those that succeeded are left out.</param>
    /// <param name="torn">The last line, where it has no end: what stands there may be the half of a command.</param>
    public static ImmutableArray<string> Commands(string text, string path, bool onlyFailed, out string? torn)
    {
        var end = text.LastIndexOf('\n') + 1;
        torn = end < text.Length ? text[end..] : null;
        var commands = ImmutableArray.CreateBuilder<string>();
        var lines = 0;
        foreach (var range in text.AsSpan(0, end).Split('\n'))
        {
            if (text[range] is not { Length: > 0 } line || lines++ == 0)
            {
                continue;
            }

            if (line.Split('\t', CommandColumn + 1) is not { Length: > CommandColumn } row)
            {
                lines = 0;
                break;
            }

            if (!onlyFailed || row[ExitColumn] != "0" || row[ExitColumn + 1] != "0")
            {
                commands.Add(JoblogCommand.Read(row[CommandColumn]));
            }
        }

        return lines <= 1
                ? throw new ProblemException(
                    ProblemCodes.JobFile,
                    $"{path} is no joblog of GNU parallel",
                    "it has a heading and nine columns, the last one the command"
                )
            : commands.Count == 0
                ? throw new ProblemException(ProblemCodes.NothingToImport, $"nothing in {path} failed")
            : commands.Count > JobFileLimits.Values
                ? throw new ProblemException(
                    ProblemCodes.TooLarge,
                    $"{path} has {commands.Count:N0} commands, more than {JobFileLimits.Values:N0}",
                    "split it, each part with the heading"
                )
            : commands.DrainToImmutable();
    }
}
