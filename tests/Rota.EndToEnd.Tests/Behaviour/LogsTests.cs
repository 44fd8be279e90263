using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Which output <c>logs</c> prints, and how much of it.</summary>
public sealed class LogsTests
{
    [Fact]
    public void Failed_prints_the_tasks_that_failed_and_no_others() => Using(rota =>
    {
        rota.RunFile("""
            version: 1
            name: mixed
            defaults: {retry: {max_attempts: 2, backoff: constant, delay: 10ms}}
            tasks:
              - {id: good, array: 0-1, command: echo good}
              - {id: mended, command: "echo mended; [ $ROTA_ATTEMPT -eq 2 ]"}
              - {id: bad, array: 3-4, command: "echo bad attempt $ROTA_ATTEMPT; exit 1"}
              - {id: late, timeout: 300ms, command: "echo late; exec sleep 300"}
              - {id: skipped, needs: bad, command: echo skipped}
            """, "-j", "4").Exits(1);
        Assert.Equal(["bad[3]: bad attempt 2", "bad[4]: bad attempt 2", "late: late"],
            rota.Run("logs", "1", "--failed").Exits(0).Lines);
        Assert.Equal(["bad[3]: bad attempt 2", "bad[4]: bad attempt 2"],
            rota.Run("logs", "1.bad", "--failed").Exits(0).Lines);
        Assert.Empty(rota.Run("logs", "1.good", "--failed").Exits(0).Out);
    });

    [Theory]
    [InlineData("0", new string[0])]
    [InlineData("1", new[] { "sh[0]: 3", "sh[1]: 3" })]
    [InlineData("2", new[] { "sh[0]: 2", "sh[0]: 3", "sh[1]: 2", "sh[1]: 3" })]
    [InlineData("9", new[] { "sh[0]: 1", "sh[0]: 2", "sh[0]: 3", "sh[1]: 1", "sh[1]: 2", "sh[1]: 3" })]
    public void Tail_keeps_the_last_lines_of_each_task(string lines, string[] expected) => Using(rota =>
    {
        rota.Run("run", "-j", "1", "--array", "0-1", "--", "sh", "-c", "printf '1\\n2\\n3'").Exits(0);
        Assert.Equal(expected, rota.Run("logs", "1", "--tail", lines).Exits(0).Lines);
    });

    [Fact]
    public void A_single_task_is_printed_as_it_wrote() => Using(rota =>
    {
        rota.Run("run", "--array", "0-1", "--", "printf", "a\\n\\001b\\n").Exits(0);
        Assert.Equal("a\n\u0001b\n", rota.Run("logs", "1.printf.1").Exits(0).Out);
    });

    [Fact]
    public void The_attempt_that_runs_can_be_named() => Using(rota =>
    {
        using var run = rota.Start("run", "--retries", "2", "--", "sh", "-c",
            rota.Effects.Command + "echo attempt $ROTA_ATTEMPT; [ $ROTA_ATTEMPT -eq 1 ] && exit 1; exec sleep 300");
        Until.True(() => rota.Effects.Count == 2 && rota.TasksOf()[0] is { State: "running", Attempt: 2 },
            "the second runs");
        Assert.Equal(["attempt 1"], rota.Run("logs", "1.sh.1").Exits(0).Lines);
        Until.True(() => rota.Run("logs", "1.sh.2").Exits(0).Lines is ["attempt 2"], "its line is there");
        rota.Run("logs", "1.sh.3").Exits(2).Says("no-such-attempt");
    });

    [Fact]
    public void Tasks_that_have_not_started_are_left_out_and_followed_once_they_do() => Using(rota =>
    {
        using var run = rota.Start("run", "-j1", $"echo go{{}}; until [ -e {rota.At("go")} ]; do sleep 0.02; done", ":::", "1", "2", "3", "4");
        Until.True(() => rota.Run("logs", "1") is { ExitCode: 0, Lines: ["echo[1=1]: go1"] }, "the first wrote its line");
        Assert.Empty(rota.Run("logs", "1.echo.1").Exits(0).Out);
        Assert.Empty(rota.Run("logs", "1.echo.3").Exits(0).Out);
        rota.Run("logs", "1.echo.3.1").Exits(2).Says("no-such-attempt", "has no attempt 1", "it has not started");
        rota.Run("logs", "1.echo.4").Exits(2).Says("no-such-task");
        using var all = rota.Start("logs", "1", "-f");
        using var last = rota.Start("logs", "1.echo.3", "-f");
        File.WriteAllText(rota.At("go"), "");
        run.Wait().Exits(0);
        Assert.Equal(["echo[1=1]: go1", "echo[1=2]: go2", "echo[1=3]: go3", "echo[1=4]: go4"], all.Wait().Exits(0).Lines);
        Assert.Equal(["go4"], last.Wait().Exits(0).Lines);
    });

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        test(rota);
    }
}
