using System.Text.RegularExpressions;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>The living line on a terminal: it fits, its numbers are whole, and nothing is written into it.</summary>
public sealed partial class ProgressTests
{
    private const int Margin = 1;

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(100)]
    [InlineData(300)]
    public void It_fits_the_width_in_whole_parts(int columns)
    {
        using var rota = new RotaState();
        using var terminal = Run(rota, "run -j 2 --array 0-19 -- sleep 0.05", columns);
        Assert.Equal(0, terminal.ExitCode());
        Check(terminal.LivingLines, columns);
    }

    [Fact]
    public void A_terminal_of_no_width_is_one_of_80()
    {
        using var rota = new RotaState();
        using var terminal = Run(rota, "run -j 2 --array 0-19 -- sleep 0.05", columns: null);
        Assert.Equal(0, terminal.ExitCode());
        Check(terminal.LivingLines, 80);
        Assert.Contains(terminal.LivingLines, line => line.Contains("/20", StringComparison.Ordinal));
    }

    [Fact]
    public void A_width_that_changes_counts_from_the_next_line_on()
    {
        using var rota = new RotaState();
        using var terminal = Run(rota, $"run -- sh -c 'while [ ! -e {rota.At("go")} ]; do sleep 0.02; done'", 100);
        terminal.Await("mem ");
        terminal.Resize(25);
        var before = terminal.LivingLines.Length;
        Until.True(() => terminal.LivingLines.Length > before + 5, "some lines are drawn");
        var narrow = terminal.LivingLines[(before + 2)..];
        rota.Write("go", "");
        Assert.Equal(0, terminal.ExitCode());
        Check(narrow, 25);
    }

    [Fact]
    public void What_tasks_print_has_lines_of_its_own()
    {
        using var rota = new RotaState();
        using var terminal = Run(rota, "run --print -j 1 --array 1-5 -- sh -c 'sleep 0.15; printf \"out-$ROTA_TASK_INDEX\"'", 100);
        Assert.Equal(0, terminal.ExitCode());
        for (var index = 1; index <= 5; index++)
        {
            Assert.Matches($@"(\r\u001b\[K(\u001b\[J)?|\n)out-{index}\r\n", terminal.Screen);
        }
    }

    /// <summary>What goes to a file is what tasks wrote, byte by byte, and the width is that of the terminal where progress stands.</summary>
    [Fact]
    public void Output_to_a_file_is_unchanged()
    {
        using var rota = new RotaState();
        using var terminal = Run(rota, $"run --print -k -j 1 --array 1-3 -- sh -c 'sleep 0.15; printf \"out-$ROTA_TASK_INDEX\"' > {rota.At("file")}", 30);
        Assert.Equal(0, terminal.ExitCode());
        Assert.Equal("out-1out-2out-3", File.ReadAllText(rota.At("file")));
        Check(terminal.LivingLines, 30);
    }

    [Fact]
    public void It_has_three_lines_and_leaves_none_behind()
    {
        using var rota = new RotaState();
        var work = rota.Write("work.sh", $"""
            [ $ROTA_TASK_INDEX != 1 ] || (echo no such thing >&2; exit 3) || exit 3
            echo progress=0.4 loss=1.3 > $ROTA_PROGRESS_FILE
            while [ ! -e {rota.At("go")} ]; do sleep 0.02; done
            """);
        using var terminal = Run(rota, $"run -j 3 --array 1-9 -- sh {work}", 120);
        terminal.AwaitSeen("▶ ");
        terminal.AwaitSeen(" 40%");
        terminal.AwaitSeen("✕ ");
        var seen = terminal.Seen.Lines;
        Assert.Matches(@"^\[.*\] 1/9 ", seen[^3]);
        Assert.Matches(@"^▶ \S+\[\d\] \S+ 40%  ", seen[^2]);
        Assert.Matches(@"^✕ \S+\[1\] exit 3  .* ago  no such thing  -> rota logs 1\.\S+\.1$", seen[^1]);
        rota.Write("go", "");
        Assert.Equal(1, terminal.ExitCode());
        Assert.All(terminal.Seen.Lines, line => Assert.DoesNotMatch(@"^(\[[=> ]*\]|▶|✕)", line));
        Assert.Contains(terminal.Seen.Lines, line => line.StartsWith("job 1 failed: 8 succeeded, 1 failed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_low_terminal_has_one_line_of_it()
    {
        using var rota = new RotaState();
        using var terminal = new Terminal(rota, "run -j 2 --array 0-19 -- sleep 0.05", 100, rows: 8);
        Assert.Equal(0, terminal.ExitCode());
        Check(terminal.LivingLines, 100);
        Assert.DoesNotContain("▶", terminal.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_waits_sees_it_too()
    {
        using var rota = new RotaState();
        using var run = rota.Start("run", "-j", "2", "--array", "1-4", "--", "sh", "-c", $"while [ ! -e {rota.At("go")} ]; do sleep 0.02; done");
        Until.True(() => rota.Tasks.Length > 0, "it runs");
        using var terminal = Run(rota, "wait 1", 100);
        terminal.AwaitSeen("0/4");
        terminal.AwaitSeen("▶ ");
        rota.Write("go", "");
        Assert.Equal(0, terminal.ExitCode());
        Assert.Empty(terminal.Seen.Lines);
        run.Wait().Exits(0);
    }

    private static Terminal Run(RotaState rota, string line, int? columns) => new(rota, line, columns);

    private static void Check(string[] lines, int columns)
    {
        Assert.NotEmpty(lines);
        Assert.All(lines, line =>
        {
            Assert.InRange(line.Length, 1, columns - Margin);
            Assert.All(Gap().Split(line), part => Assert.Matches(Part(), part));
        });
    }

    [GeneratedRegex("(?<!\\[=*>?) {2,3}(?! *\\])|(?<=\\]) ")]
    private static partial Regex Gap();

    [GeneratedRegex(@"^(\[=*>? *\]|\d+/\d+|\d+ (running|waiting|backoff|failed|lost|cancelled|skipped)|paused|ETA [\d.]+(ms|s|m\d\ds|h\d\dm|d\d\dh)|[\d.]+ tasks/(s|min)|cpu \d+%|mem [\d.]+\w?/[\d.]+\w?)$")]
    private static partial Regex Part();
}
