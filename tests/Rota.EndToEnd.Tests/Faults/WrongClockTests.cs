using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>A clock that was far from the truth for a moment: what it silenced is said, and healed by one command.</summary>
public sealed class WrongClockTests
{
    private const string Beside = ", overlap: allow";
    private const int Days = 400;

    [Theory]
    [InlineData("resume")]
    [InlineData("pause and resume")]
    [InlineData("add")]
    public void A_schedule_that_fired_far_ahead_is_called_silent_and_fires_again_when_it_is_told(string cure)
    {
        using var time = Ahead();
        using var up = time.Up();
        Until.True(() => up.Errors.Contains("fires nothing before", StringComparison.Ordinal), "the daemon says so");
        Assert.NotEmpty(time.Field("silent_until"));
        time.Rota.Run("schedule", "ls").Exits(0).Says("fires nothing before", "ahead of this clock", "rota schedule resume hourly");
        time.Rota.Run("schedule", "next", "hourly").Exits(0).Says("fires nothing before");
        Assert.Contains("rota schedule resume hourly", time.Rota.Run("doctor").Exits(0).Out, StringComparison.Ordinal);
        Cure(time, cure);
        Assert.Empty(time.Field("silent_until"));
        Until.True(() => up.Errors.Contains(" goes on", StringComparison.Ordinal), "the daemon says that it goes on");
        time.Set(0);
        time.Await(0, Days * 24);
        time.Check();
    }

    /// <summary>Healed or not, an instant has one job: also when the far one comes again, and its first job is gone.</summary>
    [Fact]
    public void The_instant_that_fired_ahead_of_its_time_fires_no_second_time_when_it_comes()
    {
        using var time = Ahead();
        time.Rota.Run("prune", "--keep", "0").Exits(0);
        Cure(time, "resume");
        using var up = time.Up();
        time.Set(0);
        time.Await(0, Days * 24);
        time.Set(Days * 24);
        time.Set((Days * 24) + 1);
        time.Await(0, Days * 24, (Days * 24) + 1);
        time.Check();
    }

    [Fact]
    public void A_schedule_that_was_registered_by_a_clock_far_ahead_is_called_silent_too()
    {
        using var time = new HourClock();
        time.Set(Days * 24);
        time.Add(Beside);
        time.Set(0, -60 * 10);
        time.Rota.Run("schedule", "ls").Exits(0).Says("fires nothing before", "the clock was ahead when it was registered");
        Cure(time, "resume");
        using var up = time.Up();
        time.Set(0);
        time.Await(0);
    }

    [Fact]
    public void A_clock_in_the_far_past_fires_what_comes_and_doubles_nothing_later()
    {
        using var time = new HourClock();
        time.Set(-Days * 24);
        time.Add(Beside);
        using var up = time.Up();
        time.Set(1 - (Days * 24));
        time.Await(1 - (Days * 24));
        time.Set(0);
        time.Await(1 - (Days * 24), 0);
        time.Set(-1);
        Cure(time, "resume");
        time.Set(0, 20);
        time.Set(1);
        time.Await(1 - (Days * 24), 0, 1);
        time.Check();
    }

    [Fact]
    public void What_ended_by_a_wrong_clock_is_neither_pruned_early_nor_kept_in_silence()
    {
        using var time = new HourClock();
        time.Rota.Run("run", "--env", "LD_PRELOAD=", "--", "true").Exits(0);
        time.Set(-Days * 24);
        time.Rota.Run("run", "--env", "LD_PRELOAD=", "--", "true").Exits(0);
        time.Set(Days * 24);
        time.Rota.Run("run", "--env", "LD_PRELOAD=", "--", "true").Exits(0);
        time.Set(0);
        Assert.Contains("ahead of this clock", time.Rota.Run("doctor").Exits(0).Out, StringComparison.Ordinal);
        var pruned = time.Rota.Run("prune", "--older-than", "30d").Exits(0).Says("1 job ended while the clock was ahead", "rota prune 3");
        Assert.Empty(pruned.Lines);
        Assert.Equal(3, time.Rota.Run("ls", "--output", "quiet").Lines.Length);
    }

    /// <summary>A schedule that fired once while the clock was wrong; the clock is right again, and nobody serves.</summary>
    private static HourClock Ahead()
    {
        var time = new HourClock();
        time.Add(Beside);
        using (var up = time.Up())
        {
            time.Set(Days * 24);
            time.Await(Days * 24);
            time.Rota.Run("wait", "1", "--timeout", "60s").Exits(0);
            up.Signal(Processes.SigTerm);
            up.Wait().Exits(0);
        }

        time.Set(0, -60 * 10);
        return time;
    }

    private static void Cure(HourClock time, string cure)
    {
        if (cure == "add")
        {
            time.Rota.Run("schedule", "add", time.Rota.At("hourly.yaml"), "--replace").Exits(0);
            return;
        }

        foreach (var verb in cure.Split(" and "))
        {
            time.Rota.Run("schedule", verb, "hourly").Exits(0);
        }
    }
}
