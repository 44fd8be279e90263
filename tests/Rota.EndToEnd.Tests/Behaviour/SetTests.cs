using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>What a job, and whoever serves the state, may be told while they run.</summary>
public sealed class SetTests
{
    private const string Endless = "touch met$ROTA_TASK_INDEX; while [ ! -e go ]; do sleep 0.02; done";

    [Fact]
    public void Several_limits_are_set_at_once_also_by_tag_and_a_plan_sets_none() => Using(rota =>
    {
        rota.Run("submit", "--tags", "team=vision", "--", "true").Exits(0);
        rota.Run("submit", "--tags", "team=vision", "--", "true").Exits(0);
        rota.Run("submit", "--", "true").Exits(0);
        string[] set = ["set", "--tags", "team=vision", "--priority", "5", "--max-parallel", "3", "--timeout", "2h"];
        var planned = rota.Run([.. set, "--plan"]).Exits(0).Out;
        Assert.Contains("it gets priority 5, at most 3 tasks at a time, timeout 2h00m", planned, StringComparison.Ordinal);
        Assert.Equal(0, rota.Json("status", "1").Exits(0).Json.GetProperty("job").GetProperty("priority").GetInt32());
        var jobs = rota.Json(set).Exits(0).Json.GetProperty("jobs").EnumerateArray().ToArray();
        Assert.Equal([1, 2], jobs.Select(job => job.GetProperty("id").GetInt32()).Order());
        Assert.All(jobs, job => Assert.Equal(
            (5, 3, 7200), (job.GetProperty("priority").GetInt32(), job.GetProperty("max_parallel").GetInt32(), job.GetProperty("timeout_seconds").GetInt32())));
        rota.Run("set", "1", "3", "--timeout", "none", "--priority", "2").Exits(0).Says("job 3: priority 2, no timeout (queued)");
        rota.Run("check").Exits(0);
    });

    [Fact]
    public void What_cannot_be_set_is_said_with_what_can() => Using(rota =>
    {
        rota.Write("job.yaml", "version: 1\ntasks:\n  - {id: train, command: 'true'}\n");
        rota.Run("submit", "job.yaml").Exits(0);
        rota.Run("set", "1").Exits(2).Says("nothing is set", "--max-parallel 8");
        rota.Run("set", "--priority", "5").Exits(2).Says("no job is named");
        rota.Run("set", "1", "--priority", "much").Exits(2).Says("--priority much");
        rota.Run("set", "1", "--timeout", "later").Exits(2).Says("--timeout later");
        rota.Run("set", "1", "--priority", "5", "--task", "train").Exits(2).Says("--task goes with --timeout");
        rota.Run("set", "1", "--timeout", "5s", "--task", "trian").Exits(2).Says("job 1 has no task trian", "did you mean train?");
        rota.Run("set", "7", "1", "--timeout", "5s", "--task", "train").Exits(2).Says("there is no job 7", "job 1: timeout 5.0s of train");
    });

    [Fact]
    public void A_job_moves_to_another_queue_and_what_runs_stays_in_its_own() => Using(rota =>
    {
        rota.Run("queue", "set", "narrow", "--concurrency", "1").Exits(0);
        rota.Run("queue", "pause", "night").Exits(0);
        using var run = rota.Start("run", "-j", "2", "--queue", "narrow", "--array", "0-2", "--", "sh", "-c", Endless);
        Until.True(() => File.Exists(rota.At("met0")), "the first runs");
        Assert.Contains("it gets queue night", rota.Run("set", "1", "--queue", "night", "--plan").Exits(0).Out, StringComparison.Ordinal);
        rota.Run("set", "1", "--queue", "night").Exits(0).Says("job 1: queue night (running)");
        Assert.Equal("night", rota.Json("status", "1").Exits(0).Json.GetProperty("job").GetProperty("queue").GetString());
        var queues = rota.Json("queue").Exits(0).Json.GetProperty("queues").EnumerateArray()
            .ToDictionary(queue => queue.GetProperty("name").GetString()!, queue => queue.GetProperty("running").GetInt32());
        Assert.Equal((1, 0), (queues["narrow"], queues["night"]));
        Assert.Contains("queue night", rota.Run("explain", "1.sh.2").Exits(0).Out, StringComparison.Ordinal);
        rota.Run("set", "1", "--queue", "default").Exits(0);
        Until.True(() => File.Exists(rota.At("met1")), "the second has room in the queue default");
        rota.Write("go", "");
        run.Wait().Exits(0);
        rota.Run("set", "1", "--queue", "a/b c").Exits(2);
        rota.Run("check").Exits(0);
    });

    [Fact]
    public void An_entry_gets_a_limit_of_its_own() => Using(rota =>
    {
        rota.Write("job.yaml", $"tasks:\n  - {{id: a, array: 0-3, command: \"{Endless}\"}}\n  - {{id: b, command: 'true'}}\n");
        rota.Run("submit", "job.yaml").Exits(0);
        rota.Run("set", "1", "--max-parallel", "1", "--task", "a").Exits(0).Says("job 1: at most 1 task at a time of a (queued)");
        using var run = rota.Start("resume", "1", "-j", "4");
        Until.True(() => File.Exists(rota.At("met0")), "the first runs");
        Assert.Contains("max_parallel of 1.a", rota.Run("explain", "1.a.3").Exits(0).Out, StringComparison.Ordinal);
        Assert.Equal(2, rota.Json("set", "1", "--max-parallel", "2", "--task", "a").Exits(0).Json.GetProperty("jobs")[0].GetProperty("max_parallel").GetInt32());
        Until.True(() => Met(rota) == 2, "a second may run now");
        rota.Run("set", "1", "--max-parallel", "none", "--task", "a").Exits(0);
        Until.True(() => Met(rota) == 4, "all may run now");
        rota.Write("go", "");
        run.Wait().Exits(0);
        rota.Run("check").Exits(0);
    });

    private static int Met(RotaState rota) => Directory.EnumerateFiles(rota.Root, "met*").Count();

    [Fact]
    public void A_timeout_ends_an_attempt_that_runs_already() => Using(rota =>
    {
        using var run = rota.Start("run", "--timeout", "1h", "--", "sh", "-c", Endless);
        Until.True(() => File.Exists(rota.At("met0")), "it runs");
        rota.Run("set", "1", "--timeout", "10ms").Exits(0);
        run.Wait().Exits(1);
        Assert.Equal("timed_out", rota.TasksOf().Single().State);
        rota.Run("check").Exits(0);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Slots_of_who_serves_change_at_once_and_outlive_its_keeper(bool isRun) => Using(rota =>
    {
        string[] tasks = ["--array", "0-2", "--", "sh", "-c", Endless];
        if (!isRun)
        {
            rota.Run("up", "--detach", "-j", "1").Exits(0);
            rota.Run(["submit", .. tasks]).Exits(0);
        }

        using var run = isRun ? rota.Start(["run", "-j", "1", .. tasks]) : null;
        Until.True(() => File.Exists(rota.At("met0")), "the first runs");
        // The limit of the job is that of -j, too.
        rota.Run("set", "1", "--max-parallel", "none").Exits(0);
        Assert.Equal(1, rota.Json("set", "daemon", "-j", "2").Exits(0).Json.GetProperty("before").GetInt32());
        Until.True(() => File.Exists(rota.At("met1")), "the second has room now");
        Assert.Equal(2, rota.Json("slots").Exits(0).Json.GetProperty("slots").GetInt32());
        Assert.Equal(2, rota.Json("ls").Exits(0).Json.GetProperty("slots").GetInt32());
        Assert.Contains("2, as its runner last had them", rota.Run("doctor").Out, StringComparison.Ordinal);
        Processes.Signal(rota.Keeper, Processes.SigKill);
        rota.Run("set", "daemon", "-j", "1").Exits(0).Says("has 1 slot now, not 2");
        rota.Run("set", "daemon", "-j", "3").Exits(0);
        Until.True(() => File.Exists(rota.At("met2")), "the third has room too");
        rota.Write("go", "");
        _ = run?.Wait().Exits(0) ?? rota.Run("wait", "1").Exits(0);
        rota.Run("check").Exits(0);
        if (!isRun)
        {
            rota.Run("down").Exits(0);
        }

        rota.Run("set", "daemon", "-j", "2").Exits(5).Says("nobody serves", "rota up -j 2");
    });

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        test(rota);
    }
}
