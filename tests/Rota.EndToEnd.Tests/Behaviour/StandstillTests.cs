using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Who waits for a job of which nothing runs is told why, once a reason and in the words of <c>explain</c>.</summary>
public sealed class StandstillTests
{
    private const string Sleeper = """
        version: 1
        name: sleeper
        tasks: [{id: task, array: 0-1, command: sleep 300}]
        """;

    [Fact]
    public void A_paused_queue_is_named() => Using(rota =>
    {
        rota.Run("queue", "pause", "night").Exits(0);
        using var run = rota.Start("run", "--queue", "night", "--", "true");
        Says(run, "job 1 waits: ", Why(rota, "1.true"));
        rota.Run("queue", "resume", "night").Exits(0);
        Assert.Equal(1, Times(run.Wait().Exits(0).Error, " waits: "));
    });

    [Fact]
    public void Slots_of_another_job_are_named_with_their_holder_to_all_who_wait() => Using(rota =>
    {
        using var first = Begin(rota, Sleeper, running: 2);
        using var second = rota.Start("run", "--array", "0-1", "--", "true");
        Says(second, "job 2 waits: ", Why(rota, "2.true.0"));
        using var wait = rota.Start("wait", "2");
        using var logs = rota.Start("logs", "-f", "2");
        Says(wait, "job 2 waits: ", "held by: 1.task (2 running)");
        Says(logs, "job 2 waits: ", "held by: 1.task (2 running)");
        rota.Run("cancel", "1").Exits(0);
        foreach (var waiting in new[] { second, wait, logs })
        {
            Assert.Equal(1, Times(waiting.Wait().Exits(0).Error, "job 2 waits: "));
        }
    });

    [Fact]
    public void A_concurrency_key_of_another_job_is_named() => Using(rota =>
    {
        static string Keyed(string name, string command) => $$"""
            version: 1
            name: {{name}}
            tasks: [{id: task, concurrency: {key: disk, limit: 1}, command: {{command}}}]
            """;
        using var first = Begin(rota, Keyed("first", "sleep 300"), running: 1);
        using var second = rota.Start("run", rota.Write("second.yaml", Keyed("second", "\"true\"")));
        Says(second, "job 2 waits: ", "limit concurrency key disk: 1 of 1 in use; held by: 1.task (1 running)");
        rota.Run("cancel", "1").Exits(0);
        second.Wait().Exits(0);
    });

    [Fact]
    public void Following_output_tells_that_nobody_runs_the_job_and_that_it_is_paused() => Using(rota =>
    {
        rota.Run("submit", "-y", "--", "true").Exits(0);
        using var logs = rota.Start("logs", "-f", "1");
        Until.True(() => logs.Errors.Contains("nobody runs job 1 now", StringComparison.Ordinal), "it is said");
        rota.Run("pause", "1").Exits(0);
        using var up = rota.Start("up");
        using var wait = rota.Start("wait", "1");
        Says(wait, "job 1 waits: ", "job 1 is paused: rota resume 1");
        rota.Run("resume", "1", "--detach").Exits(0);
        wait.Wait().Exits(0);
        logs.Wait().Exits(0);
    });

    [Fact]
    public void On_a_terminal_it_has_a_line_of_its_own() => Using(rota =>
    {
        rota.Run("queue", "pause", "night").Exits(0);
        using var terminal = new Terminal(rota, "run --queue night -- true");
        terminal.Await("job 1 waits: ");
        Assert.Matches("\u001b\\[[KJ]job 1 waits: ", terminal.Screen);
        rota.Run("queue", "resume", "night").Exits(0);
        Assert.Equal(0, terminal.ExitCode());
        Assert.Equal(1, Times(terminal.Screen, " waits: "));
    });

    private static RunningCommand Begin(RotaState rota, string yaml, int running)
    {
        var run = rota.Start("run", "-j", "2", rota.Write("first.yaml", yaml));
        Until.True(() => rota.Json("tasks", "1").ExitCode == 0
            && rota.TasksOf().Count(task => task.State == "running") == running, $"{running} run");
        return run;
    }

    /// <summary>What <c>explain</c> gives as reasons, but for who attends.</summary>
    private static string Why(RotaState rota, string task)
    {
        Until.True(() => rota.Json("explain", task).ExitCode == 0, "the job is accepted");
        return string.Join("; ", rota.Json("explain", task).Json.GetProperty("reasons").EnumerateArray()
            .Where(reason => reason.GetProperty("code").GetString() != "attended-by")
            .Select(reason => reason.GetProperty("reason").GetString()));
    }

    private static void Says(RunningCommand command, string begin, string rest) =>
        Until.True(() => command.Errors.Contains(begin, StringComparison.Ordinal)
            && command.Errors.Contains(rest, StringComparison.Ordinal), $"\"{begin}{rest}\" is said, not\n{command.Errors}");

    private static int Times(string text, string part) => text.Split(part).Length - 1;

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        test(rota);
    }
}
