using System.Text.Json;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>After its runner was killed, a job that is called running is said to be run by nobody.</summary>
public sealed class ServedTests
{
    private const string Remedy = "rota resume 1";

    [Fact]
    public void Who_lists_and_looks_is_told_that_nobody_runs_it_and_what_to_type()
    {
        using var rota = Killed();
        Assert.Contains("running, unserved", rota.Run("ls").Exits(0).Says("nobody runs job 1 now", Remedy, "rota up --detach").Out, StringComparison.Ordinal);
        var status = rota.Run("status", "1").Exits(0).Out;
        Assert.Contains("running, unserved", status, StringComparison.Ordinal);
        Assert.Contains("nobody runs job 1 now, what it started runs on and nothing more starts; go on with: rota resume 1", status, StringComparison.Ordinal);
        rota.Run("tasks", "1").Exits(0).Says("nobody runs job 1 now", Remedy);
        Assert.Contains("nobody runs job 1 now", rota.Run("explain", "1.sh.0").Exits(0).Out, StringComparison.Ordinal);
        Assert.Equal((false, false, false), (Listed(rota), Looked(rota), rota.Json("tasks", "1").Json.GetProperty("served").GetBoolean()));
    }

    [Fact]
    public void One_that_is_run_is_called_served_and_one_that_has_ended_is_neither()
    {
        using var rota = Killed();
        using var resumed = rota.Start("resume", "1");
        Until.True(() => Looked(rota) == true, "it is served");
        Assert.DoesNotContain("nobody", rota.Run("ls").Exits(0).ToString(), StringComparison.Ordinal);
        Assert.True(Listed(rota));
        rota.Write("go", "");
        resumed.Wait().Exits(0);
        Assert.Equal((null, null), (Listed(rota), Looked(rota)));
        Assert.DoesNotContain("nobody", rota.Run("ls").Exits(0).ToString(), StringComparison.Ordinal);
    }

    /// <summary>A run in the foreground runs what it was asked to, and nothing that was left.</summary>
    [Fact]
    public void A_run_beside_it_does_not_make_it_served()
    {
        using var rota = Killed();
        using var other = rota.Start("run", "--", "sh", "-c", $"while [ ! -e {rota.At("go")} ]; do sleep 0.02; done");
        Until.True(() => rota.Json("ls").Json.GetProperty("jobs").GetArrayLength() == 2 && Looked(rota, 2) == true, "the other is served");
        Assert.False(Looked(rota));
        Assert.Contains($"nobody runs job 1 now (another run (pid {other.Pid}) runs others only)", rota.Run("status", "1").Exits(0).Out, StringComparison.Ordinal);
        rota.Write("go", "");
        other.Wait().Exits(0);
    }

    [Theory]
    [InlineData("human")]
    [InlineData("json")]
    [InlineData("quiet")]
    public void Wait_says_that_nobody_runs_it_and_waits_on_until_somebody_does(string output)
    {
        using var rota = Killed();
        using var wait = rota.Start("wait", "1", "--output", output);
        Until.True(() => wait.Errors.Contains("nobody runs job 1 now", StringComparison.Ordinal) && wait.Errors.Contains(Remedy, StringComparison.Ordinal), "it says so");
        using var resumed = rota.Start("resume", "1");
        Until.True(() => wait.Errors.Contains($"another run (pid {resumed.Pid}) goes on with it", StringComparison.Ordinal), "it says who goes on");
        rota.Write("go", "");
        resumed.Wait().Exits(0);
        var answer = wait.Wait().Exits(0);
        Assert.Equal(output == "json" ? """{"version":1,"jobs":[{"id":1,"state":"succeeded","served":null}]}""" : "", answer.Out.Trim());
    }

    [Fact]
    public void Wait_that_runs_out_of_time_says_how_it_stands()
    {
        using var rota = Killed();
        rota.Run("wait", "1", "--timeout", "100ms").Exits(4).Says("job 1 is running, 0/4 ended; nobody runs job 1 now");
        Assert.Equal("""{"version":1,"jobs":[{"id":1,"state":"running","served":false}]}""", rota.Json("wait", "1", "--timeout", "100ms").Exits(4).Out.Trim());
    }

    private static bool? Listed(RotaState rota) => Flag(rota.Json("ls").Exits(0).Json.GetProperty("jobs").EnumerateArray().Last());

    private static bool? Looked(RotaState rota, long job = 1) => Flag(rota.Json("status", $"{job}").Exits(0).Json.GetProperty("job"));

    private static bool? Flag(JsonElement job) =>
        job.GetProperty("served") is { ValueKind: not JsonValueKind.Null } flag ? flag.GetBoolean() : null;

    /// <summary>Two of four tasks run, and their runner was killed.</summary>
    private static RotaState Killed()
    {
        var rota = new RotaState();
        using var run = rota.Start("run", "-j", "2", "--array", "0-3", "--", "sh", "-c", $"while [ ! -e {rota.At("go")} ]; do sleep 0.02; done");
        Until.True(() => rota.Tasks.Length > 0, "it runs");
        Until.True(() => rota.TasksOf().Count(task => task.State == "running") == 2, "two tasks run");
        run.KillHard();
        return rota;
    }
}
