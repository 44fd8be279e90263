using Rota.EndToEnd.Tests.Crashes;
using Rota.EndToEnd.Tests.Harness;
using Rota.EndToEnd.Tests.Runners;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>
/// The wall clock is set while tasks run: nothing starts twice, and no wait gets longer or shorter by the step.
/// </summary>
public sealed class ClockTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan[] Steps = [-Hour, 2 * Hour, TimeSpan.Zero, -3 * Hour];

    [Fact]
    public void Steps_while_tasks_run_double_nothing_and_stretch_no_duration() => Using((rota, clock) =>
    {
        var campaign = new Campaign(tasks: 60, work: "sleep 0.1; ");
        using var run = campaign.Start(rota);
        for (var step = 0; step < Steps.Length; step++)
        {
            Campaign.AwaitStarts(rota, run, 8 + (step * 12));
            clock.Set(Steps[step]);
        }

        run.Wait().Exits(1);
        Invariants.Hold(rota, campaign.Tasks, Campaign.ExitCodeOf);
        Assert.Equal(campaign.Tasks, rota.Effects.Count);
        Assert.All(rota.AttemptsOf(), attempt =>
            Assert.InRange((attempt.Ended - attempt.Started)!.Value, TimeSpan.FromSeconds(0.05),
                TimeSpan.FromSeconds(30)));
    });

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_timeout_is_that_of_the_time_that_passed(int hours) => Using((rota, clock) =>
    {
        // One keeper lives through the step; a job after it is run by a process that began in another time.
        using var first = rota.Start("run", "-j", "2", "--", "sleep", "300");
        Until.True(() => rota.Keepers.Length == 1 && rota.Tasks.Length == 1, "the keeper has come up");
        clock.Set(hours * Hour);
        first.KillHard();
        rota.RunFile("""
            version: 1
            name: timeouts
            tasks:
              - {id: late, timeout: 1s, command: exec sleep 300}
              - {id: early, timeout: 30m, command: sleep 1.5}
            """, "-j", "4").Exits(1);
        Assert.Equal(["timed_out", "succeeded"], rota.TasksOf(2).Select(task => task.State));
    });

    [Fact]
    public void A_task_that_is_taken_over_after_a_step_keeps_its_timeout() => Using((rota, clock) =>
    {
        using (var run = rota.StartWith([], "run", rota.Write("job.yaml", $$"""
            version: 1
            name: kept
            tasks: [{id: task, timeout: 30m, command: "while [ ! -e {{rota.At("go")}} ]; do sleep 0.02; done"}]
            """)))
        {
            Until.True(() => rota.Tasks.Length > 0 && rota.TasksOf()[0].State == "running", "it runs");
            run.KillHard();
        }

        clock.Set(2 * Hour);
        using var resume = rota.Start("resume");
        Until.True(() => rota.Run("explain", "1.task").Out.Contains("it runs", StringComparison.Ordinal)
            && rota.Json("status", "1").Out.Contains("running", StringComparison.Ordinal), "it is taken over");
        rota.Run("priority", "1", "--to", "1").Exits(0);
        rota.Write("go", "");
        resume.Wait().Exits(0);
        Assert.Equal(("succeeded", 1), (rota.TasksOf()[0].State, rota.TasksOf()[0].Attempt));
    });

    [Fact]
    public void A_backoff_that_is_taken_over_after_a_step_back_is_no_longer_than_it_was() => Using((rota, clock) =>
    {
        using (var run = rota.Start("run", rota.Write("job.yaml", """
            version: 1
            name: backoff
            tasks: [{id: task, retry: {max_attempts: 2, delay: 2s, jitter: false}, command: "[ $ROTA_ATTEMPT -eq 2 ]"}]
            """)))
        {
            Until.True(() => rota.Run("tasks", "1", "--only", "backoff", "--output", "quiet") is { ExitCode: 0, Lines: [_] }, "it backs off");
            run.KillHard();
        }

        clock.Set(-Hour);
        rota.Run("resume").Exits(0);
        Assert.Equal(2, rota.TasksOf()[0].Attempt);
    });

    /// <summary>
    /// Keeper and anchor die, and nobody sees how the task ends that was being started. The next anchor begins, by the
    /// wall clock, before that start: had it seen all exits, the task could be started again as never begun. Most
    /// times a keeper of the first anchor outlives it beside the second, who then sees nothing of what that one starts.
    /// </summary>
    [Fact]
    public void A_clock_that_is_set_back_makes_no_start_undone() => Using((rota, clock) =>
    {
        var campaign = new Campaign(tasks: 12, slots: 1,
            work: $"[ $ROTA_TASK_INDEX -lt 4 ] || while [ ! -e {rota.At("go")} ]; do sleep 0.01; done; ");
        using var run = campaign.Start(rota, new() { ["ROTA_CRASH_AT"] = "keeper-after-spawn:5" });
        Campaign.AwaitStarts(rota, run, 4);
        var anchor = rota.Anchor;
        Processes.Signal(anchor, Processes.SigStop);
        Campaign.AwaitStarts(rota, run, 5);
        clock.Set(-Hour);
        rota.Write("go", "");
        Until.True(() => rota.Tasks.Length == 0, "the task in doubt has ended");
        Processes.Signal(anchor, Processes.SigKill);
        run.Wait().Exits(1);
        Invariants.Hold(rota, campaign.Tasks, Campaign.ExitCodeOf);
    });

    [Fact]
    public void Steps_while_runners_take_turns_move_no_slot_and_double_nothing() => Using((rota, clock) =>
    {
        using var fleet = new RunnerFleet(rota, 2);
        fleet.Submit(6, "sleep 0.1; ", "--env", "LD_PRELOAD=");
        var members = fleet.Slots.Members.Select(member => member.Incarnation).ToArray();
        for (var step = 0; step < Steps.Length; step++)
        {
            fleet.AwaitStarts((step + 1) * 30);
            clock.Set(Steps[step]);
        }

        fleet.EndsWell();
        Assert.Equal(members, fleet.Slots.Members.Select(member => member.Incarnation));
    });

    private static void Using(Action<RotaState, WallClock> test)
    {
        using var rota = new RotaState();
        test(rota, new WallClock(rota));
    }
}
