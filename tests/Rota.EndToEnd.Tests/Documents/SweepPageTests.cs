using System.Text.RegularExpressions;

namespace Rota.EndToEnd.Tests.Documents;

/// <summary>docs/sweep.md, followed by a reader: its files are written, its commands run as printed, in their order.</summary>
public sealed partial class SweepPageTests
{
    private const string Page = "docs/sweep.md";

    [Fact]
    public void Who_follows_the_page_gets_the_best_three()
    {
        Assert.SkipUnless(Checkout.Has("python3"), "python3 is not installed");
        using var checkout = new Checkout();
        foreach (Match file in File().Matches(Document.Text(Page)))
        {
            checkout.Rota.Write(file.Groups["name"].Value, file.Groups["text"].Value);
        }

        string[] commands = [.. Commands().Matches(Document.Text(Page)).SelectMany(block => block.Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))];
        var ran = commands.ToDictionary(command => command, command => checkout.Shell(command).Exits(0));
        var best = ran["rota logs 1.best"].Lines;
        Assert.Equal(3, best.Length);
        Assert.Contains("lr=0.1,width=64", best[0], StringComparison.Ordinal);
        Assert.Contains("lr=0.1,width=64", ran["rota tasks 1 --sort -result.accuracy --top 3"].Lines[1], StringComparison.Ordinal);
        Assert.Equal(4, ran["rota tasks 1 --sort -result.accuracy --top 3"].Lines.Length);
        Assert.InRange(ran["rota tasks 1 'task:train result.accuracy:>0.9'"].Lines.Length, 2, 9);
        var table = System.IO.File.ReadAllLines(checkout.Rota.At("trained.csv"));
        Assert.Equal(11, table.Length);
        Assert.Contains("result.accuracy,result.loss", table[0], StringComparison.Ordinal);
        var page = System.IO.File.ReadAllText(checkout.Rota.At("sweep.html"));
        Assert.Contains("<bdi>accuracy</bdi> of <bdi>train</bdi>", page, StringComparison.Ordinal);
        Assert.Equal(9, HeatCell().Count(page));
        checkout.Rota.Run("check").Exits(0);
    }

    [GeneratedRegex(@"^`(?<name>[\w.]+)`[^`]*?(?:`[^`\n]+`[^`]*?)*\n\n```(?!sh)\w+\n(?<text>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex File();

    [GeneratedRegex(@"^```sh\n(?<lines>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Commands();

    [GeneratedRegex("class=\"h\\d\"")]
    private static partial Regex HeatCell();
}
