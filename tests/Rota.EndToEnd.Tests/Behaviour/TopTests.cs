using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary><c>rota top</c> on a terminal: it shows what goes on, asks before it acts, and leaves the terminal as it was.</summary>
public sealed class TopTests
{
    private const string Up = "\e[A";

    [Theory]
    [InlineData("q")]
    [InlineData("\u0004")]
    [InlineData(Terminal.CtrlC)]
    public void Keys_leave_and_the_screen_is_the_one_before(string key)
    {
        using var rota = new RotaState();
        using var run = Running(rota);
        using var terminal = new Terminal(rota, "top");
        terminal.AwaitSeen("1 open job");
        Assert.True(terminal.Seen.IsFullScreen);
        terminal.Type(key);
        Assert.Equal(0, terminal.ExitCode());
        Assert.False(terminal.Seen.IsFullScreen);
        Assert.Empty(terminal.Seen.Lines);
        End(rota, run);
    }

    [Theory]
    [InlineData("-TERM")]
    [InlineData("-QUIT")]
    public void A_signal_to_end_leaves_the_screen_too(string signal)
    {
        using var rota = new RotaState();
        using var run = Running(rota);
        using var terminal = new Terminal(rota, "top");
        terminal.AwaitSeen("1 open job");
        rota.StartProgram([], "kill", signal, $"{terminal.Pid}").Wait().Exits(0);
        Assert.NotEqual(0, terminal.ExitCode());
        Assert.False(terminal.Seen.IsFullScreen);
        End(rota, run);
    }

    [Fact]
    public void Ctrl_Z_gives_the_screen_back_and_fg_takes_it_again()
    {
        using var rota = new RotaState();
        using var run = Running(rota);
        using var terminal = new Terminal(rota, "top");
        terminal.AwaitSeen("1 open job");
        terminal.Type(Terminal.CtrlZ);
        Assert.Equal(terminal.Settings("before"), terminal.Settings("stopped"));
        Assert.False(terminal.Seen.IsFullScreen);
        terminal.GoOn();
        Until.True(() => terminal.Seen.IsFullScreen, "it has the screen again");
        terminal.AwaitSeen("1 open job");

        // What is typed while the shell hands the terminal over is no answer, and is dropped.
        Until.True(() =>
        {
            terminal.Type("q");
            return SpinWait.SpinUntil(() => terminal.HasEnded, TimeSpan.FromSeconds(2));
        }, "it ends");
        Assert.Equal(0, terminal.ExitCode());
        Assert.False(terminal.Seen.IsFullScreen);
        End(rota, run);
    }

    [Fact]
    public void One_that_was_stopped_without_a_word_goes_on_where_it_was_and_ends_as_ever()
    {
        using var rota = new RotaState();
        using var run = Running(rota);
        using var terminal = new Terminal(rota, "top");
        terminal.AwaitSeen("1 open job");
        Processes.Signal(terminal.Pid, 19);
        _ = terminal.Settings("stopped");
        terminal.GoOn();
        Until.True(() =>
        {
            terminal.Type("q");
            return SpinWait.SpinUntil(() => terminal.HasEnded, TimeSpan.FromSeconds(2));
        }, "it ends");
        Assert.Equal(0, terminal.ExitCode());
        Assert.False(terminal.Seen.IsFullScreen);
        End(rota, run);
    }

    [Fact]
    public void It_shows_what_runs_and_what_failed_as_it_comes()
    {
        using var rota = new RotaState();
        var work = rota.Write("work.sh", $"""
            [ $ROTA_TASK_INDEX != 1 ] || (echo out of luck >&2; exit 3) || exit 3
            echo progress=0.82 loss=1.3 > $ROTA_PROGRESS_FILE
            while [ ! -e {rota.At("go")} ]; do sleep 0.02; done
            """);
        rota.Run("top").Exits(5);
        using var run = rota.Start("run", "-j", "2", "--name", "sweep", "--array", "1-5", "--", "sh", work);
        Until.True(() => rota.Tasks.Length > 0, "it runs");
        using var top = new Terminal(rota, "top", 120, 30);
        top.AwaitSeen("1  sweep");
        top.AwaitSeen("1/5");
        top.AwaitSeen("82%");
        top.AwaitSeen("progress=0.82 loss=1.3");
        top.AwaitSeen("out of luck");
        rota.Write("go", "");
        top.AwaitSeen("5/5");
        top.AwaitSeen("✕ failed");
        top.Type("q");
        Assert.Equal(0, top.ExitCode());
        run.Wait().Exits(1);
    }

    [Fact]
    public void A_key_that_acts_shows_the_plan_and_only_y_does_it()
    {
        using var rota = new RotaState();
        using var run = Running(rota);
        var plan = rota.Run("cancel", "1", "--plan").Exits(0).Out.Trim();
        using var terminal = new Terminal(rota, "top", 120);
        terminal.AwaitSeen("1 open job");
        terminal.Type("c");
        terminal.AwaitSeen(plan);
        terminal.AwaitSeen("y does it, any other key does not");
        terminal.Type("n");
        terminal.AwaitSeen("nothing was done");
        Assert.Equal("running", rota.JobState());
        terminal.Type("c");
        terminal.AwaitSeen(plan);
        terminal.Type("y");
        terminal.AwaitSeen("job 1: cancelled");
        Assert.Equal("cancelled", rota.JobState());
        terminal.Type("q");
        Assert.Equal(0, terminal.ExitCode());
        run.Wait().Exits(3);
    }

    [Fact]
    public void Enter_opens_a_job_and_l_and_e_tell_of_its_tasks()
    {
        using var rota = new RotaState();
        using var run = Running(rota);
        using var terminal = new Terminal(rota, "top", 120);
        terminal.AwaitSeen("1 open job");
        terminal.Type("\n");
        terminal.AwaitSeen("ATTEMPT");
        terminal.Type("l");
        terminal.AwaitSeen("log of 1.");
        terminal.AwaitSeen("a\\u001b[31mb");
        terminal.Type("q");
        terminal.AwaitSeen("ATTEMPT");
        terminal.Type("Ge");
        terminal.AwaitSeen("is ready");
        terminal.AwaitSeen("slots");
        terminal.Type("q\e" + Up + "?");
        terminal.AwaitSeen("cancel the job");
        terminal.Type("qq");
        Assert.Equal(0, terminal.ExitCode());
        End(rota, run);
    }

    [Fact]
    public void A_width_that_changes_has_a_picture_of_its_own()
    {
        using var rota = new RotaState();
        using var run = Running(rota);
        using var terminal = new Terminal(rota, "top", 120);
        terminal.AwaitSeen("PROGRESS");
        var before = terminal.Screen.Length;
        terminal.Resize(40);
        Until.True(() => terminal.Screen.Length > before && terminal.Screen[before..].Contains("q out", StringComparison.Ordinal), "it is drawn anew");
        var narrow = Emulator.Of(terminal.Screen[terminal.Screen.LastIndexOf("\e[2J", StringComparison.Ordinal)..], 40);
        Assert.All(narrow.Lines, line => Assert.InRange(line.Length, 0, 40));
        Assert.DoesNotContain(narrow.Lines, line => line.Contains("PROGRESS", StringComparison.Ordinal));
        terminal.Type("q");
        Assert.Equal(0, terminal.ExitCode());
        End(rota, run);
    }

    [Fact]
    public void Without_a_terminal_it_prints_one_picture_and_says_so()
    {
        using var rota = new RotaState();
        rota.Run("run", "--name", "twice", "--array", "1-2", "--", "sh", "-c", "exit 3").Exits(1);
        var picture = rota.Run("top").Exits(0);
        Assert.Contains("0 open jobs", picture.Out, StringComparison.Ordinal);
        Assert.Contains("2/2", picture.Out, StringComparison.Ordinal);
        Assert.Contains("exit 3", picture.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', picture.Out);
        Assert.Contains("--once", picture.Error, StringComparison.Ordinal);
        Assert.Equal("", rota.Run("top", "--once").Exits(0).Error);
        Assert.Contains("\e[", rota.Run("top", "--once", "--color", "always").Exits(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_one_object()
    {
        using var rota = new RotaState();
        rota.Run("run", "--name", "twice", "--array", "1-2", "--", "sh", "-c", "exit 3").Exits(1);
        var view = rota.Json("top").Exits(0).Json;
        Assert.Equal((1, 0), (view.GetProperty("version").GetInt32(), view.GetProperty("open_jobs").GetInt32()));
        var job = view.GetProperty("jobs")[0];
        Assert.Equal(("twice", "failed", 2, 2), (job.GetProperty("name").GetString(), job.GetProperty("state").GetString(), job.GetProperty("failed").GetInt32(), job.GetProperty("done").GetInt32()));
        Assert.Equal(2, view.GetProperty("failures").GetArrayLength());
        Assert.Equal("exit 3", view.GetProperty("failures")[0].GetProperty("ending").GetString());
        Assert.True(view.GetProperty("machine").GetProperty("memory_total").GetInt64() > 0);
    }

    /// <summary>A job of which two tasks run, and more wait, until it is let go.</summary>
    private static RunningCommand Running(RotaState rota)
    {
        var run = rota.Start("run", "-j", "2", "--array", "1-5", "--", "sh", "-c", $"printf 'a\\033[31mb\\n'; while [ ! -e {rota.At("go")} ]; do sleep 0.02; done");
        Until.True(() => rota.Tasks.Length >= 2, "it runs");
        return run;
    }

    private static void End(RotaState rota, RunningCommand run)
    {
        rota.Write("go", "");
        run.Wait().Exits(0);
    }
}
