using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Which failures are followed by another attempt.</summary>
public sealed class RetryTests
{
    [Fact]
    public void A_task_is_retried_until_it_succeeds()
    {
        using var rota = new RotaState();
        rota.RunFile($$"""
            version: 1
            name: retries
            tasks:
              - id: third
                retry: {max_attempts: 5, backoff: constant, delay: 10ms}
                script: |
                  {{rota.Effects.Command}}
                  [ "$ROTA_ATTEMPT" -ge 3 ]
            """).Exits(0);
        Assert.Equal(3, Assert.Single(rota.TasksOf()).Attempt);
        Assert.Equal(["failed", "failed", "succeeded"], rota.AttemptsOf().OrderBy(attempt => attempt.Attempt).Select(attempt => attempt.State));
    }

    [Fact]
    public void Exit_codes_choose_what_is_retried()
    {
        using var rota = new RotaState();
        rota.RunFile("""
            version: 1
            name: codes
            defaults:
              retry: {max_attempts: 3, delay: 10ms, backoff: constant, on_exit_codes: [75], not_on: [2]}
            tasks:
              - {id: listed, command: exit 75}
              - {id: other, command: exit 1}
              - id: excluded
                retry: {max_attempts: 3, delay: 10ms, backoff: constant, not_on: [2]}
                command: exit 2
            """).Exits(1);
        Assert.Equal([("listed", 3), ("other", 1), ("excluded", 1)], rota.TasksOf().Select(task => (task.Task, task.Attempt)));
    }

    [Fact]
    public void Backoff_keeps_the_delay_between_attempts()
    {
        using var rota = new RotaState();
        rota.RunFile("""
            version: 1
            name: delays
            tasks:
              - id: task
                retry: {max_attempts: 3, backoff: exponential, delay: 200ms, jitter: false}
                command: exit 1
            """).Exits(1);
        var attempts = rota.AttemptsOf().OrderBy(attempt => attempt.Attempt).ToArray();
        Assert.True(attempts[1].Started - attempts[0].Ended >= TimeSpan.FromMilliseconds(195));
        Assert.True(attempts[2].Started - attempts[1].Ended >= TimeSpan.FromMilliseconds(395));
    }

    [Fact]
    public void Too_many_failures_stop_the_starts()
    {
        using var rota = new RotaState();
        rota.Run("run", "-j", "1", "--max-failures", "3", "--array", "0-49", "--", "sh", "-c", rota.Effects.Command + "exit 1").Exits(1);
        Assert.InRange(rota.Effects.Count, 3, 10);
        rota.Run("check").Exits(0);
    }

    [Fact]
    public void A_missing_output_fails_a_task_that_exits_with_0()
    {
        using var rota = new RotaState();
        rota.RunFile("""
            version: 1
            name: outputs
            tasks:
              - {id: absent, command: "true", outputs: [absent.txt]}
              - {id: present, command: touch present.txt, outputs: [present.txt]}
            """).Exits(1);
        Assert.Equal(["failed", "succeeded"], rota.TasksOf().Select(task => task.State));
        Assert.Contains("absent.txt", rota.TasksOf()[0].Reason, StringComparison.Ordinal);
    }
}
