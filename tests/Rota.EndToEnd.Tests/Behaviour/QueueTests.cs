using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Queues: limits that are set while jobs run.</summary>
public sealed class QueueTests
{
    [Fact]
    public void A_queue_runs_no_more_tasks_at_a_time_than_its_limit()
    {
        using var rota = new RotaState();
        rota.Run("queue", "set", "gpu", "--concurrency", "2").Exits(0);
        rota.Run("run", "-j", "8", "--queue", "gpu", "--array", "1-12", "--", "sh", "-c", Overlap(rota)).Exits(0);
        Assert.InRange(MostAtOnce(rota), 1, 2);
    }

    [Fact]
    public void Jobs_that_name_no_queue_are_in_the_default_one()
    {
        using var rota = new RotaState();
        rota.Run("queue", "set", "default", "--concurrency", "1").Exits(0);
        rota.Run("run", "-j", "8", "--array", "1-6", "--", "sh", "-c", Overlap(rota)).Exits(0);
        Assert.Equal(1, MostAtOnce(rota));
    }

    [Fact]
    public void A_paused_queue_starts_nothing_says_so_and_goes_on_when_it_is_resumed()
    {
        using var rota = new RotaState();
        rota.Run("queue", "pause", "slow").Exits(0);
        using var run = rota.Start("run", "-j", "4", "--queue", "slow", "--array", "1-4", "--", "sh", "-c", rota.Effects.Command + "true");
        Until.True(() => rota.Run("explain", "1.sh.2") is { ExitCode: 0 } said
            && said.Out.Contains("queue slow", StringComparison.Ordinal) && said.Out.Contains("paused", StringComparison.Ordinal), "it says why");
        Assert.Equal(0, rota.Effects.Count);
        rota.Run("queue", "resume", "slow").Exits(0);
        run.Wait().Exits(0);
        Assert.Equal(4, rota.Effects.Count);
    }

    [Fact]
    public void A_limit_that_is_lowered_holds_for_what_was_committed_to_follow_too()
    {
        using var rota = new RotaState();
        using var run = rota.Start("run", "-j", "4", "--queue", "gpu", "--array", "1-40", "--", "sh", "-c", Overlap(rota, "0.2"));
        Until.True(() => Marks(rota).Length >= 8, "it runs");
        rota.Run("queue", "set", "gpu", "--concurrency", "1").Exits(0);
        Until.True(() => rota.Tasks.Length <= 2, "what ran beyond it has ended");
        var before = Marks(rota).Length;
        Until.True(() => Marks(rota).Length >= before + 8, "it goes on");
        Assert.Equal(1, MostAtOnce(rota, from: before + 2));
        rota.Run("queue", "set", "gpu", "--concurrency", "none").Exits(0);
        run.Wait().Exits(0);
        rota.Run("check").Exits(0);
    }

    [Fact]
    public void A_limit_holds_across_runners()
    {
        using var rota = new RotaState();
        rota.Run("queue", "set", "gpu", "--concurrency", "2").Exits(0);
        using var up = rota.Start("up", "-j", "8", "--runners", "3");
        Until.True(() => rota.Run("slots").Out.Contains("up-3", StringComparison.Ordinal), "the daemon is up");
        for (var job = 0; job < 6; job++)
        {
            rota.Run("submit", "--queue", "gpu", "--array", "1-6", "--", "sh", "-c", Overlap(rota)).Exits(0);
        }

        rota.Run("wait", "1", "2", "3", "4", "5", "6").Exits(0);
        up.Signal(Processes.SigTerm);
        up.Wait().Exits(0);
        Assert.InRange(MostAtOnce(rota), 1, 2);
    }

    [Fact]
    public void Queues_are_listed_and_forgotten()
    {
        using var rota = new RotaState();
        rota.Run("queue", "set", "gpu", "--concurrency", "4").Exits(0);
        var queue = Assert.Single(rota.Json("queue", "ls").Exits(0).Json.GetProperty("queues").EnumerateArray());
        Assert.Equal(("gpu", 4), (queue.GetProperty("name").GetString(), queue.GetProperty("concurrency").GetInt32()));
        rota.Run("queue", "rm", "gpu").Exits(0);
        rota.Run("queue", "rm", "gpu").Exits(2).Says("nothing is set for queue gpu");
        rota.Run("queue", "set", "gpu", "--concurrency", "-1").Exits(2).Says("a number from 0 on, or none");
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("9x")]
    [InlineData("a.b")]
    public void What_is_no_name_of_a_queue_is_none_for_every_verb(string name)
    {
        using var rota = new RotaState();
        rota.Run("run", "--queue", name, "--", "true").Exits(2).Says("queue");
        rota.Run("queue", "set", name, "--concurrency", "1").Exits(2).Says("usage", "queue");
        rota.Run("queue", "pause", name).Exits(2).Says("usage");
        rota.Run("queue", "resume", name).Exits(2).Says("usage");
        rota.Run("queue", "rm", name).Exits(2).Says("usage");
    }

    private static string Marks(RotaState rota, string mark) => $"echo {mark} >> {rota.At("marks")}";

    private static string[] Marks(RotaState rota) => File.Exists(rota.At("marks")) ? File.ReadAllLines(rota.At("marks")) : [];

    /// <summary>A task that writes down when it begins and ends.</summary>
    private static string Overlap(RotaState rota, string seconds = "0.1") => $"{Marks(rota, "+")}; sleep {seconds}; {Marks(rota, "-")}";

    private static int MostAtOnce(RotaState rota, int from = 0)
    {
        int now = 0, most = 0;
        foreach (var mark in Marks(rota)[..].Select((mark, at) => (mark, at)))
        {
            now += mark.mark == "+" ? 1 : -1;
            most = mark.at >= from ? Math.Max(most, now) : most;
        }

        return most;
    }
}
