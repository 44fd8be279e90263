using System.Text.RegularExpressions;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Documents;

/// <summary>The pages for people who come from GNU parallel and Slurm: what they print runs as printed.</summary>
public sealed partial class FromOthersTests
{
    private const string Recorded = "tests/Rota.EndToEnd.Tests/Documents/from-parallel.txt";

    /// <summary>Each line of the table: that of parallel, and Rota's.</summary>
    public static TheoryData<string, string> OneLiners
    {
        get
        {
            var lines = new TheoryData<string, string>();
            foreach (Match row in Row().Matches(Document.Text("docs/from-parallel.md")))
            {
                lines.Add(Cell(row, "theirs"), Cell(row, "ours"));
            }

            return lines;
        }
    }

    [Theory]
    [MemberData(nameof(OneLiners))]
    public void A_one_liner_prints_the_bytes_of_parallel(string theirs, string ours) =>
        Assert.Equal(Checkout.Has("parallel") ? Printed(theirs) : Record(theirs), Printed(ours));

    [Fact]
    public void There_are_twenty_one_liners_and_each_is_recorded()
    {
        Assert.True(OneLiners.Count >= 20, $"{OneLiners.Count}");
        if (Environment.GetEnvironmentVariable("SNAP_UPDATE") == "1" && Checkout.Has("parallel"))
        {
            File.WriteAllText(Path.Combine(RotaBinary.Root, Recorded),
                string.Concat(OneLiners.Select(row => $"$ {row.Data.Item1}\n{Printed(row.Data.Item1)}\n")));
        }

        Assert.All(OneLiners, row => Record(row.Data.Item1));
    }

    [Fact]
    public void The_scripts_for_sbatch_run_as_printed()
    {
        using var checkout = new Checkout();
        var blocks = Document.Blocks("docs/from-slurm.md").ToArray();
        checkout.Rota.Write("square.sh", blocks[0]);
        checkout.Rota.Write("sum.sh", blocks[1]);
        var run = checkout.Shell(blocks[2]).Exits(0);
        Assert.Equal(["1", "2", "task 3 of 4", "30", "job 1  square  succeeded"], run.Lines[..5]);
        Assert.Equal("succeeded", checkout.Rota.JobState(2));
        Assert.Equal(["1", "16", "4", "9"],
            Directory.EnumerateFiles(checkout.Rota.At("parts")).Select(File.ReadAllText).Select(text => text.Trim()).Order());
        checkout.Rota.Run("check").Exits(0);
    }

    private static string Printed(string line)
    {
        using var checkout = new Checkout();
        checkout.Rota.Environment["LC_ALL"] = "C";
        checkout.Rota.Environment["HOME"] = checkout.Rota.Root;
        checkout.Rota.Environment["PARALLEL_HOME"] = checkout.Rota.Root;
        checkout.Rota.Write("will-cite", "");
        checkout.Rota.Write("abc-file", "A\nB\nC\n");
        checkout.Rota.Write("tsv-file.tsv", "f1\tf2\nA\tB\nC\tD\n");
        using var command = checkout.Rota.StartProgram([], "/bin/sh", "-c", $"exec </dev/null\n{line}\n");
        return command.Wait().Out;
    }

    private static string Record(string line)
    {
        var text = Document.Text(Recorded);
        var head = $"$ {line}\n";
        var at = text.IndexOf(head, StringComparison.Ordinal);
        Assert.True(at >= 0, $"no record of: {line}; with parallel installed, SNAP_UPDATE=1 writes it");
        var end = text.IndexOf("\n$ ", at, StringComparison.Ordinal);
        return text[(at + head.Length)..(end < 0 ? text.Length - 1 : end)];
    }

    private static string Cell(Match row, string name) => row.Groups[name].Value.Replace("\\|", "|", StringComparison.Ordinal);

    [GeneratedRegex(@"^\| `(?<theirs>[^`]*\bparallel [^`]*)` \| `(?<ours>[^`]*\brota [^`]*)` \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
