using System.CommandLine;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.Model;
using Rota.Linux.Terminals;

namespace Rota.Cli.Verbs.Looking;

/// <summary><c>rota history NAME</c>: the last runs of a name, and whether they take longer.</summary>
internal static class HistoryCommand
{
    private const int BarMax = 24;
    private const int BarMin = 6;

    private static readonly Argument<string> Name = new("NAME")
    {
        Description = "The name of jobs, or of the schedule that makes them; a number stands for the name of that job",
    };

    private static readonly Option<int> Limit = new("--limit", "-n")
    {
        Description = "How many runs, the newest",
        DefaultValueFactory = _ => 20,
        HelpName = "N",
    };

    public static Command Create()
    {
        var command = new Command("history", "Show the last runs of a job or schedule: outcomes, times and their trend")
        {
            Name,
            Limit,
        };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var request = new HistoryRequest(cli.Get(Name)!, cli.Get(Limit));
            Answer.Print(
                cli.Output,
                cli.Ask(site => HistoryCases.Of(site, request), server => server.Jobs.HistoryAsync(request)),
                JobJson.Default.RunHistory,
                Print,
                history => Array.ForEach([.. history.Runs], run => Screen.Out.WriteLine(run.Id))
            );
            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(RunHistory history)
    {
        var width = Console.IsOutputRedirected ? (int?)null : TerminalSize.Columns(StandardStream.Output);
        foreach (var line in Lines(history, width))
        {
            Screen.Out.WriteLine(line);
        }
    }

    /// <summary>The page, a line each; columns that do not fit are left out as a whole.</summary>
    internal static IEnumerable<string> Lines(RunHistory history, int? width)
    {
        string[][] cells =
        [
            ["ID", "STATE", "TIME", "SUBMITTED", "FAILED", "TASKS", "ATTEMPTS"],
            .. history.Runs.Select(run =>
                (string[])
                    [
                        $"{run.Id}",
                        run.State.WireName(),
                        Time(run.Seconds),
                        Words.Time(run.Submitted),
                        $"{run.Failed}",
                        $"{run.Total}",
                        $"{run.Attempts}",
                    ]
            ),
        ];
        var widths = cells[0].Select((_, column) => cells.Max(row => row[column].Length) + 2).ToArray();
        var kept = Enumerable
            .Range(1, cells[0].Length)
            .LastOrDefault(count => width is not { } columns || widths.Take(count).Sum() + BarMin <= columns, 1);
        var bar = Math.Min(BarMax, (width ?? int.MaxValue) - widths.Take(kept).Sum() - 1);
        var most = history.Runs.Max(run => run.Seconds ?? 0);
        for (var row = 0; row < cells.Length; row++)
        {
            var line = string.Concat(cells[row].Take(kept).Select((cell, column) => cell.PadRight(widths[column])));
            var plot = row == 0 || bar < BarMin ? "" : EighthsBar.Of(history.Runs[row - 1].Seconds ?? 0, most, bar);
            yield return (line + plot).TrimEnd();
        }

        if (history.Times is { } times)
        {
            yield return FittedLine.Of(
                [
                    new LinePart($"{times.Count} of {history.Runs.Count} succeeded", 0),
                    new LinePart($"median {Time(times.Median)}", 1),
                    new LinePart($"{Time(times.Least)} to {Time(times.Most)}", 3),
                    .. times.Change is { } change ? [new LinePart(Trend(change), 2)] : Array.Empty<LinePart>(),
                ],
                width
            );
        }
    }

    private static string Trend(double change) =>
        change switch
        {
            > 1.1 or < 0.9 => $"the newer half takes {change:0.0#} times as long as the older",
            _ => "about as long as before",
        };

    private static string Time(double? seconds) =>
        seconds is { } known ? Words.Duration(TimeSpan.FromSeconds(known)) : "-";
}
