using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Ctrl-C at a terminal: what is said is what happens, answers are keys, and the terminal is left as it was.</summary>
public sealed class InterruptTests
{
    private const int Interrupted = 130;
    private const int Job = 1;

    /// <summary>Two tasks at a time, each until it is let go.</summary>
    private static string Work(RotaState rota) =>
        $"run -j 2 --array 0-5 -- sh -c 'while [ ! -e {rota.At("go")} ]; do sleep 0.02; done'";

    [Fact]
    public void D_leaves_what_runs_and_starts_nothing_more()
    {
        using var rota = new RotaState();
        using var terminal = Asked(rota, Work(rota), "no more tasks are started, 2 running");
        terminal.Type("d");
        Assert.Equal(Interrupted, terminal.ExitCode());
        Assert.Contains("left job 1: 0/6 ended, 2 running on", terminal.Screen, StringComparison.Ordinal);
        Assert.NotEmpty(rota.Tasks);
        rota.Write("go", "");
        rota.Run("resume", "1").Exits(0);
    }

    [Fact]
    public void S_waits_for_what_runs_and_leaves()
    {
        using var rota = new RotaState();
        using var terminal = Asked(rota, Work(rota), "no more tasks are started, 2 running");
        terminal.Type("s");
        terminal.Await("this ends when the 2 that run have ended");
        rota.Write("go", "");
        Assert.Equal(Interrupted, terminal.ExitCode());
        Assert.Contains("left job 1: 2/6 ended.", terminal.Screen, StringComparison.Ordinal);
        Assert.Contains("rota resume 1", terminal.Screen, StringComparison.Ordinal);
        Assert.Empty(rota.Tasks);
    }

    [Theory]
    [InlineData("c")]
    [InlineData(Terminal.CtrlC)]
    public void C_and_a_second_ctrl_c_cancel(string key)
    {
        using var rota = new RotaState();
        using var terminal = Asked(rota, Work(rota), "no more tasks are started, 2 running");
        terminal.Type(key);
        Assert.Equal(Interrupted, terminal.ExitCode());
        Assert.Equal("cancelled", rota.JobState());
    }

    [Fact]
    public void Enter_goes_on_and_other_keys_do_nothing()
    {
        using var rota = new RotaState();
        using var terminal = Asked(rota, Work(rota), "no more tasks are started, 2 running");
        terminal.Type("xq7\n");
        terminal.Await("going on");
        rota.Write("go", "");
        Assert.Equal(0, terminal.ExitCode());
        Assert.Equal("succeeded", rota.JobState());
    }

    [Fact]
    public void Beside_a_daemon_it_says_that_the_daemon_goes_on_and_it_does()
    {
        using var rota = new RotaState();
        using var up = Up(rota);
        using var terminal = Asked(rota, Work(rota), $"the daemon (pid {up.Pid}) runs this job and goes on with it");
        terminal.Type("d");
        Assert.Equal(Interrupted, terminal.ExitCode());
        Assert.DoesNotContain("no more tasks are started", terminal.Screen, StringComparison.Ordinal);
        Assert.Contains($"the daemon (pid {up.Pid}) goes on with it. Wait for it: rota wait 1", terminal.Screen, StringComparison.Ordinal);
        rota.Write("go", "");
        rota.Run("wait", "1", "--timeout", "60s").Exits(0);
    }

    [Theory]
    [InlineData("s", "paused")]
    [InlineData("c", "cancelled")]
    public void Beside_a_daemon_s_pauses_and_c_cancels(string key, string state)
    {
        using var rota = new RotaState();
        using var up = Up(rota);
        using var terminal = Asked(rota, Work(rota), "goes on with it");
        terminal.Type(key);
        Until.True(() => rota.JobState(Job) == state, $"it is {state}");
        rota.Write("go", "");
        Assert.Equal(Interrupted, terminal.ExitCode());
        Assert.False(up.HasExited);
    }

    [Fact]
    public void Ctrl_z_gives_the_terminal_back_and_the_question_comes_again_after_fg()
    {
        using var rota = new RotaState();
        using var terminal = Asked(rota, Work(rota), "no more tasks are started, 2 running");
        terminal.Type(Terminal.CtrlZ);
        Assert.Equal(terminal.Settings("before"), terminal.Settings("stopped"));
        terminal.GoOn();
        terminal.Await("no more tasks are started, 2 running", times: 2);
        terminal.Type("d");
        Assert.Equal(Interrupted, terminal.ExitCode());
    }

    [Theory]
    [InlineData(Processes.SigTerm)]
    [InlineData(Processes.SigQuit)]
    public void A_signal_while_it_asks_leaves_the_terminal_as_it_was(int signal)
    {
        using var rota = new RotaState();
        using var terminal = Asked(rota, Work(rota), "no more tasks are started, 2 running");
        Processes.Signal(terminal.Pid, signal);
        Assert.NotEqual(0, terminal.ExitCode());
        Assert.NotEmpty(rota.Tasks);
    }

    [Fact]
    public void Without_a_terminal_a_watcher_leaves_at_once_and_says_who_goes_on()
    {
        using var rota = new RotaState();
        using var up = Up(rota);
        using var run = rota.Start("run", "--", "sh", "-c", $"while [ ! -e {rota.At("go")} ]; do sleep 0.02; done");
        Until.True(() => rota.Tasks.Length > 0, "it runs");
        run.Signal(Processes.SigInt);
        run.Wait().Exits(Interrupted).Says($"left job 1", $"the daemon (pid {up.Pid}) goes on with it");
        rota.Write("go", "");
        rota.Run("wait", "1", "--timeout", "60s").Exits(0);
    }

    [Fact]
    public void Wait_that_is_interrupted_says_who_goes_on()
    {
        using var rota = new RotaState();
        rota.Run("submit", "--", "sh", "-c", $"while [ ! -e {rota.At("go")} ]; do sleep 0.02; done").Exits(0);
        using var terminal = new Terminal(rota, "wait 1");
        terminal.Await("nobody runs job 1 now");
        using var up = Up(rota);
        terminal.Await($"the daemon (pid {up.Pid}) goes on with it");
        terminal.Type(Terminal.CtrlC);
        Assert.Equal(Interrupted, terminal.ExitCode());
        Assert.Contains($"0/1 ended; the daemon (pid {up.Pid}) goes on with it", terminal.Screen, StringComparison.Ordinal);
        rota.Write("go", "");
        rota.Run("wait", "1", "--timeout", "60s").Exits(0);
    }

    /// <summary>An error that nobody catches ends the program without its blocks of finally.</summary>
    [Fact]
    public void A_crash_while_it_asks_leaves_the_terminal_as_it_was()
    {
        using var rota = new RotaState();
        using var terminal = Asked(rota, "--verbose " + Work(rota), "no more tasks are started, 2 running");
        using (var database = new FileStream(Path.Combine(rota.State, "rota.db"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            database.Write(new byte[4096]);
        }

        terminal.Await("Unhandled exception");
        Assert.NotEqual(0, terminal.ExitCode());
    }

    [Fact]
    public void Resume_detached_goes_on_in_the_background_and_ends_with_the_job()
    {
        using var rota = new RotaState();
        rota.Run("submit", "--", "sh", "-c", $"while [ ! -e {rota.At("go")} ]; do sleep 0.02; done; exit 3").Exits(0);
        var answer = rota.Run("resume", "1", "--detach").Exits(0).Out;
        Assert.Contains("job 1 in the background: pid ", answer, StringComparison.Ordinal);
        Until.True(() => rota.Tasks.Length > 0, "it runs");
        Assert.True(rota.Json("status", "1").Json.GetProperty("job").GetProperty("served").GetBoolean());
        rota.Write("go", "");
        rota.Run("wait", "1", "--timeout", "60s").Exits(1);
        Until.True(() => !Processes.Naming(rota.State).Select(Processes.Describe).Any(text => text.Contains("rota resume", StringComparison.Ordinal)), "it has ended");
    }

    [Fact]
    public void Resume_detached_hands_the_job_to_the_daemon_and_a_paused_one_goes_on()
    {
        using var rota = new RotaState();
        using var up = Up(rota);
        rota.Write("job.yaml", $"tasks: [{{command: 'while [ ! -e {rota.At("go")} ]; do sleep 0.02; done'}}]");
        rota.Run("submit", "job.yaml").Exits(0);
        Until.True(() => rota.Tasks.Length > 0, "it runs");
        rota.Run("pause", "1").Exits(0);
        Assert.Contains($"the daemon (pid {up.Pid})", rota.Run("resume", "1", "--detach").Exits(0).Out, StringComparison.Ordinal);
        Until.True(() => rota.JobState() == "running", "it is not paused any more");
        rota.Write("go", "");
        rota.Run("wait", "1", "--timeout", "60s").Exits(0);
    }

    /// <summary>A run ends with its own job: who only asks it leaves the other to nobody.</summary>
    [Fact]
    public void Resume_detached_beside_a_run_goes_on_when_the_run_ends()
    {
        using var rota = new RotaState();
        string Await(string name) => $"while [ ! -e {rota.At(name)} ]; do sleep 0.02; done";
        rota.Run("submit", "-j", "1", "--array", "0-1", "--", "sh", "-c", Await("go")).Exits(0);
        using var run = rota.Start("run", "--", "sh", "-c", Await("end"));
        Until.True(() => rota.Tasks.Length > 0, "the run serves");
        var answer = rota.Run("resume", "1", "--detach").Exits(0).Out;
        Assert.Contains("job 1 in the background: pid ", answer, StringComparison.Ordinal);
        rota.Write("end", "");
        run.Wait().Exits(0);
        rota.Write("go", "");
        rota.Run("wait", "1", "--timeout", "60s").Exits(0);
    }

    [Fact]
    public void Resume_detached_of_a_job_that_ends_at_once_is_no_failure()
    {
        using var rota = new RotaState();
        rota.Run("submit", "--", "true").Exits(0);
        rota.Run("resume", "--detach").Exits(0);
        rota.Run("wait", "1", "--timeout", "60s").Exits(0);
    }

    [Fact]
    public void It_asks_anew_and_starts_nothing_when_the_daemon_ends_meanwhile()
    {
        using var rota = new RotaState();
        using var up = Up(rota);
        using var terminal = Asked(rota, Work(rota), $"the daemon (pid {up.Pid}) runs this job");
        up.Signal(Processes.SigInt);
        terminal.Await("no more tasks are started, 2 running");
        terminal.Type("s");
        terminal.Await("this ends when the 2 that run have ended");
        rota.Write("go", "");
        Assert.Equal(Interrupted, terminal.ExitCode());
        Assert.Contains("left job 1: 2/6 ended", terminal.Screen, StringComparison.Ordinal);
    }

    private static Terminal Asked(RotaState rota, string line, string question)
    {
        var terminal = new Terminal(rota, line);
        terminal.Await("2 running");
        terminal.Type(Terminal.CtrlC);
        terminal.Await(question);
        return terminal;
    }

    private static RunningCommand Up(RotaState rota)
    {
        var up = rota.Start("up", "-j", "2");
        Until.True(() => up.Errors.Contains("serving", StringComparison.Ordinal), "the daemon is up");
        return up;
    }
}
