using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Schedules under a daemon whose wall clock is set: which instants run, and that each runs once.</summary>
public sealed class ScheduleRunTests
{
    private const string Waits = "while [ ! -e go ]; do sleep 0.02; done";

    /// <summary>The job of an instant may not have ended when the clock is set to the next.</summary>
    private const string Beside = ", overlap: allow";

    [Fact]
    public void An_instant_runs_once_however_the_clock_is_set()
    {
        using var time = new HourClock();
        time.Add(Beside);
        using var up = time.Up();
        time.Set(0);
        time.Await(0);
        time.Set(-1);
        time.Set(0, 20);
        time.Set(1);
        time.Await(0, 1);
        time.Check();
    }

    [Fact]
    public void What_was_missed_without_a_daemon_is_made_up_as_far_as_the_catch_up_says()
    {
        using var time = new HourClock();
        time.Add(", catch_up: 2h, overlap: allow");
        time.Set(3, 30 * 60);
        using var up = time.Up();
        time.Await(2, 3);
        time.Check();
    }

    [Fact]
    public void Without_a_catch_up_what_was_missed_is_left_out()
    {
        using var time = new HourClock();
        time.Add();
        time.Set(2, 30 * 60);
        using var up = time.Up();
        time.Set(3);
        time.Await(3);
    }

    [Theory]
    [InlineData("runner-before-commit:1")]
    [InlineData("runner-after-commit:1")]
    [InlineData("runner-after-effects:1")]
    public void A_daemon_that_is_killed_as_it_fires_loses_and_doubles_nothing(string point)
    {
        using var time = new HourClock();
        time.Add(Beside);
        time.Set(0);
        time.Rota.StartWith(new() { ["ROTA_CRASH_AT"] = point }, "up").Wait();
        using var up = time.Up();
        time.Await(0);
        time.Set(1);
        time.Await(0, 1);
        time.Check();
    }

    [Fact]
    public void Several_runners_fire_each_of_many_schedules_once()
    {
        using var time = new HourClock();
        for (var number = 0; number < 8; number++)
        {
            time.Add(Beside, name: $"s{number}");
        }

        using var up = time.Up("--runners", "3");
        time.Set(0);
        time.Await(0, 0, 0, 0, 0, 0, 0, 0);
        time.Set(1);
        time.Await(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);
        Assert.Equal(16, time.Rota.Run("ls", "--output", "quiet").Lines.Length);
        time.Check();
    }

    [Fact]
    public void Queue_waits_for_the_run_before()
    {
        using var time = new HourClock();
        time.Add(", overlap: queue", Waits);
        using var up = time.Up();
        time.Set(0);
        time.Await(0);
        time.Set(1);
        Until.True(() => time.Field("waiting") == "1", "the second waits");
        Assert.Equal([0], time.Fired);
        time.Rota.Write("go", "");
        time.Await(0, 1);
        time.Check();
    }

    [Fact]
    public void Skip_leaves_out_and_says_so()
    {
        using var time = new HourClock();
        time.Add("", Waits);
        using var up = time.Up();
        time.Set(0);
        time.Await(0);
        time.Set(1);
        Until.True(() => time.Field("last_skipped").Length > 0, "the second is left out");
        time.Rota.Write("go", "");
        time.Rota.Run("wait", "1", "--timeout", "30s").Exits(0);
        time.Set(2);
        time.Await(0, 2);
    }

    [Fact]
    public void Replace_cancels_the_run_before()
    {
        using var time = new HourClock();
        time.Add(", overlap: replace", "exec sleep 300");
        using var up = time.Up();
        time.Set(0);
        time.Await(0);
        time.Set(1);
        time.Await(0, 1);
        time.Rota.Run("wait", "1", "--timeout", "30s").Exits(3);
        Assert.Equal("running", time.Rota.JobState(2));
    }

    [Fact]
    public void A_schedule_that_is_added_or_changed_under_a_daemon_counts_at_once()
    {
        using var time = new HourClock();
        using var up = time.Up();
        time.Add();
        time.Rota.Run("schedule", "pause", "hourly").Exits(0);
        time.Set(0);
        time.Rota.Run("schedule", "resume", "hourly").Exits(0);
        time.Set(1);
        time.Await(1);
        time.Rota.Run("schedule", "run", "hourly").Exits(0);
        Until.True(() => time.Fired.Length == 2, "it is run by hand");
    }

    [Fact]
    public void A_run_in_the_foreground_fires_nothing()
    {
        using var time = new HourClock();
        time.Add();
        time.Set(0);
        time.Rota.Run("run", "--", "true").Exits(0);
        Assert.Equal(("", ""), (time.Field("last_fired"), time.Field("last_job")));
    }

    [Fact]
    public void Run_with_a_schedule_is_one_run_and_registers_nothing()
    {
        using var rota = new RotaState();
        rota.RunFile("schedule: {cron: '@daily'}\ntasks: [{command: 'true'}]").Exits(0).Says("not registered");
        Assert.Empty(rota.Run("schedule", "ls", "--output", "quiet").Exits(0).Lines);
    }

    [Fact]
    public void The_same_file_submitted_twice_is_one_schedule()
    {
        using var rota = new RotaState();
        var file = rota.Write("job.yaml", "schedule: {cron: '@daily'}\ntasks: [{command: 'true'}]");
        rota.Run("submit", file).Exits(0).Says("no daemon serves this state", "rota up");
        Assert.True(rota.Json("submit", file).Exits(0).Json.GetProperty("unchanged").GetBoolean());
        Assert.Equal(["job"], rota.Run("schedule", "ls", "--output", "quiet").Lines);
        Assert.Empty(rota.Run("ls", "--output", "quiet").Lines);
    }
}
