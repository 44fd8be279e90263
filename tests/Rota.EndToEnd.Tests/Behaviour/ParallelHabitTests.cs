using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>What users of GNU parallel expect beyond what it prints: files, limits, refusals.</summary>
public sealed class ParallelHabitTests : IDisposable
{
    private readonly RotaState rota = new();

    public void Dispose() => rota.Dispose();

    [Fact]
    public void The_joblog_grows_while_the_job_runs()
    {
        using var run = rota.Start("run", "-j", "1", "--joblog", "log",
            "if [ {} = b ]; then while [ ! -e go ]; do sleep 0.05; done; fi", ":::", "a", "b");
        Until.True(() => File.Exists(rota.At("log")) && File.ReadLines(rota.At("log")).Count() == 2, "the first row is there");
        rota.Write("go", "");
        run.Wait().Exits(0);
        var rows = File.ReadAllLines(rota.At("log"));
        Assert.Equal("Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand", rows[0]);
        Assert.Matches(@"^1\t:\t\d+\.\d{3}\t +\d+\.\d{3}\t0\t0\t0\t0\tif \[ a = b ", rows[1]);
        Assert.StartsWith("2\t:\t", rows[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_slot_is_the_lowest_free_number_and_survives_its_keeper()
    {
        var command = "echo {} {%} $ROTA_SLOT >> slots; touch on-{}; while [ ! -e go-{} ]; do sleep 0.02; done";
        using var run = rota.Start("run", "-j", "2", command, ":::", "a", "b", "c", "d");
        Until.True(() => File.Exists(rota.At("on-a")) && File.Exists(rota.At("on-b")), "two run");
        rota.Write("go-a", "");
        Until.True(() => File.Exists(rota.At("on-c")), "the third has the place of the first");
        Processes.Signal(rota.Keeper, 9);
        rota.Write("go-b", "");
        Until.True(() => File.Exists(rota.At("on-d")), "the fourth has the place of the second");
        rota.Write("go-c", "");
        rota.Write("go-d", "");
        run.Wait().Exits(0);
        var slots = File.ReadLines(rota.At("slots")).Select(line => line.Split(' ')).ToDictionary(words => words[0]);
        Assert.All(slots.Values, words => Assert.Equal(words[1], words[2]));
        Assert.Equal(["1", "2"], new[] { slots["a"][1], slots["b"][1] }.Order());
        Assert.Equal((slots["a"][1], slots["b"][1]), (slots["c"][1], slots["d"][1]));
    }

    [Fact]
    public void Starts_are_apart_also_where_another_process_goes_on()
    {
        rota.Run("run", "--spacing", "300ms", "test {} && date +%s%N >> begun", ":::", "a", "b", "c").Exits(0);
        AssertApart();
        rota.Write("job.yaml", "spacing: 1h\ntasks: [{id: a, array: 0-1, command: 'true'}]");
        using var first = rota.Start("run", "job.yaml");
        bool Waits(string word) => rota.Run("explain", "2.a.1").Out.Contains(word, StringComparison.Ordinal);
        Until.True(() => Waits("its job starts one task each 1h00m, next in 59m"), "the first has started");
        first.KillHard();
        using var second = rota.Start("resume", "2");
        Until.True(() => Waits("next in 59m"), "the wait goes on");
        rota.Run("run", "--spacing", "0s", "--", "true").Exits(2).Says("spacing must be a duration above zero");
        rota.Run("cancel", "2").Exits(0);

        void AssertApart()
        {
            var begun = File.ReadLines(rota.At("begun")).Select(long.Parse).Order().ToArray();
            Assert.Equal(3, begun.Length);
            Assert.All(begun.Zip(begun.Skip(1)), pair => Assert.True(pair.Second - pair.First > 200_000_000, $"{pair}"));
        }
    }

    [Fact]
    public void What_failed_runs_again_under_its_own_number()
    {
        rota.Run("run", "-j", "1", "--joblog", "log", "test -e {}", ":::", "a", "b", "c").Exits(1);
        Array.ForEach(["a", "b", "c"], name => rota.Write(name, ""));
        rota.Run("run", "-j", "1", "--joblog", "log", "--resume-failed", "test -e {}", ":::", "a", "b", "c", "d").Exits(1);
        Assert.Equal(["1", "2", "3", "1", "2", "3", "4"], File.ReadLines(rota.At("log")).Skip(1).Select(row => row.Split('\t')[0]));
        Assert.Equal(["1", "1", "1", "0", "0", "0", "1"], File.ReadLines(rota.At("log")).Skip(1).Select(row => row.Split('\t')[6]));
        rota.Write("d", "");
        rota.Run("run", "--joblog", "log", "--resume-failed", "test -e {}", ":::", "a", "b", "c", "d").Exits(0);
        rota.Run("run", "--joblog", "log", "--resume-failed", "test -e {}", ":::", "a", "b", "c", "d").Exits(0)
            .Says("nothing to run: log has all 4 tasks");
        rota.Run("run", "--joblog", "log", "--resume", "test -e {}", ":::", "a", "b").Exits(2).Says("log has a task 3, and there are inputs for 2");
        rota.Run("run", "--resume", "test -e {}", ":::", "a").Exits(2).Says("--resume goes on with a joblog, and none is named");
        rota.Run("run", "--joblog", "log", "--resume", "echo {#} {}", ":::", "a").Exits(2).Says("{#} would have other numbers");
    }

    [Fact]
    public void Results_have_both_streams_and_the_number()
    {
        rota.Run("run", "--results", "out", "echo {1}; echo {2} >&2; exit 1", ":::", "a/b", ".", ":::", "x").Exits(1);
        Assert.Equal("a/b\n", File.ReadAllText(rota.At(@"out/1/a\_b/2/x/stdout")));
        Assert.Equal("x\n", File.ReadAllText(rota.At(@"out/1/a\_b/2/x/stderr")));
        Assert.Equal("2", File.ReadAllText(rota.At(@"out/1/\./2/x/seq")));
    }

    [Fact]
    public void What_cannot_be_written_is_said_and_the_job_runs_to_its_end()
    {
        rota.Write("out", "a file");
        rota.Run("run", "--results", "out", "echo {}", ":::", "a", "b").Exits(5).Says("not every result is written");
        Assert.Equal("succeeded", rota.JobState());
    }

    [Fact]
    public void A_halt_now_stops_what_runs()
    {
        var run = rota.Run("run", "-j", "2", "--halt", "now,fail=1",
            "if [ {} = a ]; then touch up; sleep 600; elif [ {} = b ]; then while [ ! -e up ]; do sleep 0.05; done; exit 3; fi", ":::", "a", "b", "c");
        run.Exits(1);
        Assert.Equal(["cancelled", "failed", "skipped"], rota.TasksOf().Select(task => task.State));
    }

    [Theory]
    [InlineData("--colsep ( echo {1} ::: a", "--colsep (")]
    [InlineData("--header x echo ::: a", "only the first line can be one")]
    [InlineData("-N 2 --colsep , echo ::: a,b", "-N takes several values of one list")]
    [InlineData("--link --array 0-3 echo", "are for lists of items")]
    [InlineData("--halt now,success=1 echo ::: a", "--halt now,success=1: it cannot be followed")]
    [InlineData("--detach --joblog log echo ::: a", "--joblog goes with a run that is followed")]
    [InlineData("--bar echo ::: a", "--bar is no option here")]
    [InlineData("--delay 2 echo ::: a", "for 2 seconds between two starts write --spacing 2s")]
    [InlineData("--colsep , echo {3} ::: a,b", "{3} is not filled in")]
    public void What_is_not_there_is_refused(string words, string refusal)
    {
        rota.Run(["run", .. words.Split(' ')]).Exits(2).Says(refusal);
        Assert.False(Directory.Exists(rota.State));
    }

    [Fact]
    public void A_row_that_is_short_is_empty_at_its_end() =>
        Assert.Equal(["[a] [b] [c] a b c", "[d] [] [] d"],
            rota.Run("run", "-k", "--colsep", ",", "echo [{1}] [{2}] [{3}] {}", ":::", "a,b,c", "d").Exits(0).Lines);
}
