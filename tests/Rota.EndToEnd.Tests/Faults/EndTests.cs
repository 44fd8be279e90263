using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>The ends that Rota gives to tasks reach every process of theirs.</summary>
public sealed class EndTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    [Fact]
    public void Cancel_ends_the_whole_tree_with_those_that_left_the_session()
    {
        using var rota = new RotaState();
        using var run = rota.Start("run", "--", "sh", "-c",
            rota.Effects.Command + "sleep 300 & setsid sleep 301 & (setsid sh -c 'sleep 302 & sleep 303' &) ; wait");
        Until.True(() => rota.Tasks.Length >= 5, "the tree has grown");
        rota.Run("cancel", "1").Exits(0);
        run.Wait().Exits(3);
        Until.True(() => rota.Tasks.Length == 0, "the whole tree is gone", Grace);
    }

    [Fact]
    public void What_a_task_leaves_behind_is_ended()
    {
        using var rota = new RotaState();
        rota.Run("run", "--", "sh", "-c", "sleep 300 & setsid sleep 301 & exit 0").Exits(0);
        Until.True(() => rota.Tasks.Length == 0, "nothing is left", Grace);
    }

    [Fact]
    public void A_timeout_sends_the_stop_signal_and_then_kills()
    {
        using var rota = new RotaState();
        rota.RunFile($$"""
            version: 1
            name: late
            tasks:
              - id: polite
                timeout: 500ms
                stop: {signal: SIGUSR1, grace: 20s}
                script: |
                  trap 'echo stopped > {{rota.At("polite")}}; exit 4' USR1
                  while :; do sleep 0.05; done
              - id: stubborn
                timeout: 500ms
                stop: {signal: SIGTERM, grace: 300ms}
                script: |
                  trap 'echo ignored > {{rota.At("stubborn")}}' TERM
                  while :; do sleep 0.05; done
            """, "-j", "2").Exits(1);
        Assert.All(rota.TasksOf(), task => Assert.Equal("timed_out", task.State));
        Assert.True(File.Exists(rota.At("polite")));
        Assert.True(File.Exists(rota.At("stubborn")));
        Assert.Equal(Processes.SigKill, rota.TasksOf()[1].Signal);
    }

    [Fact]
    public void A_task_beyond_its_memory_is_killed_and_gets_more_where_asked()
    {
        using var rota = new RotaState();
        rota.RunFile("""
            version: 1
            name: hungry
            tasks:
              - id: strict
                resources: {memory: 64M}
                command: "head -c 200M /dev/zero | tail | sleep 2"
              - id: growing
                resources: {memory: 64M}
                retry: {max_attempts: 2, delay: 10ms, on_oom: {memory: 8x}}
                command: "head -c 200M /dev/zero | tail | sleep 2"
            """).Exits(1);
        var tasks = rota.TasksOf();
        Assert.Equal("oom_killed", tasks[0].State);
        Assert.Matches("^exceeded its memory: had [0-9.]+[MG] of 64M$", tasks[0].Reason);
        var peaks = rota.Run("export", "1").Exits(0).Json.GetProperty("attempts").EnumerateArray()
            .Where(attempt => attempt.GetProperty("state").GetString() == "oom_killed")
            .Select(attempt => attempt.GetProperty("peak_memory_bytes").GetInt64());
        Assert.All(peaks, peak => Assert.InRange(peak, (64L << 20) + 1, 1L << 30));
        Assert.Equal(("succeeded", 2), (tasks[1].State, tasks[1].Attempt));
    }
}
