using System.Text.RegularExpressions;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Documents;

/// <summary>The page of the nightly pipeline: its job file as printed, and its commands as printed, one after the other.</summary>
public sealed partial class NightlyTests
{
    private const string Page = "docs/nightly.md";

    [Fact]
    public void The_page_runs_from_its_first_command_to_its_last()
    {
        using var checkout = new Checkout();
        var blocks = Document.Blocks(Page).ToArray();
        checkout.Rota.Write("nightly.yaml", blocks[0]);
        var said = blocks[1..]
            .SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Select(command => (command, outcome: checkout.Shell(command).Exits(0)))
            .ToArray();

        Assert.Equal(7, Count(said[2], "a job would be made"));
        Assert.Equal(7, Count(said[3], "job "));
        Assert.Equal(7, Count(said[5], "has job "));
        var log = File.ReadAllLines(checkout.Rota.At("nightly.log"));
        Assert.Equal(8, log.Length);
        Assert.All(log, line => Assert.EndsWith(" succeeded, 0 of 2 failed", line, StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(1, 7).Select(day => $"2025-11-0{day}"), log.Take(7).Select(line => line[..10]).Order());
        Assert.Equal("orders of 2025-11-03\n", File.ReadAllText(checkout.Rota.At("orders-2025-11-03.txt")));
        Assert.Single(Directory.GetFiles(checkout.Rota.Root, "returns-*.txt"));

        Assert.Matches(Hours(), said.Single(one => one.command == "rota queue").outcome.Out);
        var status = said.Single(one => one.command == "rota status 12").outcome.Out;
        Assert.Contains("after job 10 (finished): not ended", status, StringComparison.Ordinal);
        checkout.Rota.Run("check").Exits(0);

        static int Count((string, Outcome Outcome) one, string word) => one.Outcome.Lines.Count(line =>
            line.Contains(word, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"mon-fri 22:00-06:00 Europe/Paris, (opens|closes) in ")]
    private static partial Regex Hours();
}
