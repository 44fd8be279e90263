using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>
/// An attempt is over when its processes are: whatever comes after it, an attempt, a holder of the same key or GPU, an
/// answer, finds nothing of it alive. Each task has a child that holds a lock and takes its time to let go of it.
/// </summary>
public sealed class OverlapTests : IDisposable
{
    private readonly RotaState rota = new();

    /// <summary>Takes the lock, or notes that somebody else has it; lets go a while after it is asked to end.</summary>
    private string Holder =>
        $"flock -n {rota.At("lock")} sh -c 'echo > {rota.At("held")}; trap \"sleep 1; echo > {rota.At("checkpoint")}; exit\" TERM; sleep 300 & wait' || echo overlap >> {rota.At("overlaps")}";

    private bool HasOverlapped => File.Exists(rota.At("overlaps"));

    public void Dispose() => rota.Dispose();

    [Theory]
    [InlineData("HOLDER; true")]
    [InlineData("(HOLDER) | cat")]
    [InlineData("(HOLDER) & wait")]
    [InlineData("setsid sh -c \"$(cat holder)\" & sleep 300")]
    [InlineData("(env -i PATH=\"$PATH\" setsid sh holder &); sleep 300")]
    public void A_timed_out_attempt_is_over_before_the_next_begins(string script)
    {
        rota.Write("holder", Holder);
        rota.RunFile($"""
            version: 1
            name: late
            tasks:
              - id: task
                timeout: 1s
                retry: 2
                script: |
                  {script.Replace("HOLDER", Holder, StringComparison.Ordinal)}
            """).Exits(1);
        Assert.Equal(("timed_out", 2), (rota.TasksOf()[0].State, rota.TasksOf()[0].Attempt));
        Assert.True(File.Exists(rota.At("held")));
        Assert.False(HasOverlapped, "two attempts held the lock");
    }

    [Theory]
    [InlineData("exit 1", "failed")]
    [InlineData("kill -9 $$", "failed")]
    public void A_failed_attempt_that_left_a_child_is_over_before_the_next_begins(string end, string state)
    {
        rota.RunFile($$"""
            version: 1
            name: failing
            tasks:
              - id: task
                retry: {max_attempts: 3, delay: 10ms}
                script: |
                  ({{Holder}}) &
                  while [ ! -e {{rota.At("held")}} ]; do sleep 0.02; done
                  {{end}}
            """).Exits(1);
        Assert.Equal((state, 3), (rota.TasksOf()[0].State, rota.TasksOf()[0].Attempt));
        Assert.False(HasOverlapped, "two attempts held the lock");
    }

    [Theory]
    [InlineData("concurrency: {key: one, limit: 1}")]
    [InlineData("resources: {gpus: 1}")]
    [InlineData("resources: {license/abaqus: 1}")]
    public void The_next_holder_of_a_limit_comes_when_the_last_is_gone(string limit)
    {
        rota.Environment["ROTA_GPUS"] = "0";
        rota.Environment["ROTA_LICENSES"] = "abaqus=1";
        rota.RunFile($"""
            version: 1
            name: limited
            tasks:
              - id: task
                array: 1-3
                timeout: 700ms
                {limit}
                script: |
                  {Holder}; true
            """, "-j", "4").Exits(1);
        Assert.False(HasOverlapped, "two tasks held the lock");
    }

    [Fact]
    public void Wait_and_rerun_after_a_cancel_find_what_the_task_wrote_at_its_end()
    {
        using var run = rota.Start("run", rota.Write("job.yaml", $"""
            version: 1
            name: cancelled
            tasks:
              - id: task
                script: |
                  {Holder}; true
            """));
        Until.True(() => File.Exists(rota.At("held")), "it runs");
        rota.Run("cancel", "1").Exits(0);
        rota.Run("wait", "1").Exits(3);
        Assert.Empty(rota.Tasks);
        Assert.True(File.Exists(rota.At("checkpoint")), "wait answered before the checkpoint was written");
        run.Wait();
        using var again = rota.Start("rerun", "1", "--failed");
        Until.True(() => rota.Tasks.Length > 0, "it runs again");
        rota.Run("cancel", "1").Exits(0);
        Until.True(() => rota.Tasks.Length == 0, "it is gone again");
        Assert.False(HasOverlapped, "the rerun began beside the cancelled one");
    }

    [Fact]
    public void A_stop_that_is_for_the_leader_reaches_the_leader_alone()
    {
        rota.RunFile($$"""
            version: 1
            name: polite
            tasks:
              - id: task
                timeout: 500ms
                stop: {signal: SIGUSR1, grace: 20s, to: leader}
                script: |
                  trap 'echo leader >> {{rota.At("asked")}}' USR1
                  sh -c 'trap "echo child >> {{rota.At("asked")}}; exit 9" USR1; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do sleep 0.1; done; echo finished >> {{rota.At("asked")}}'
            """).Exits(1);
        Assert.Equal(["finished", "leader"], File.ReadAllLines(rota.At("asked")).Order());
    }
}
