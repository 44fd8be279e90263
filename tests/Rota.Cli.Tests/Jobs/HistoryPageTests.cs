using Rota.App.Jobs;
using Rota.Cli.Verbs.Looking;
using Rota.Core.Model;

namespace Rota.Cli.Tests.Jobs;

/// <summary>The page of a history fits every terminal: columns that do not fit are left out as a whole.</summary>
public sealed class HistoryPageTests
{
    [Fact]
    public void No_line_is_wider_than_the_terminal()
    {
        for (var width = 20; width <= 200; width++)
        {
            Assert.All(HistoryCommand.Lines(History(), width), line => Assert.InRange(line.Length, 0, width));
        }
    }

    [Fact]
    public void Forty_columns_have_number_state_time_and_a_bar()
    {
        string[] lines = [.. HistoryCommand.Lines(History(), 40)];
        Assert.Equal("ID     STATE      TIME", lines[0]);
        Assert.StartsWith("12345  succeeded  1h00m", lines[1], StringComparison.Ordinal);
        Assert.Contains("█", lines[1], StringComparison.Ordinal);
        Assert.Equal("2 of 3 succeeded  median 45m00s", lines[^1]);
    }

    [Fact]
    public void Where_the_width_is_not_known_all_columns_are_there() =>
        Assert.Equal(["ID", "STATE", "TIME", "SUBMITTED", "FAILED", "TASKS", "ATTEMPTS"], HistoryCommand.Lines(History(), null).First().Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static RunHistory History()
    {
        RunOfName[] runs =
        [
            Run(12345, JobState.Succeeded, 3600), Run(2, JobState.Failed, 60), Run(1, JobState.Succeeded, 1800),
        ];
        return new RunHistory("nightly", runs) { Times = RunTimes.Of(runs) };
    }

    private static RunOfName Run(long id, JobState state, double seconds) =>
        new() { Id = id, State = state, Submitted = new Instant(0), Seconds = seconds, Total = 1_000_000, Failed = 2_113, Attempts = 1_000_412 };
}
