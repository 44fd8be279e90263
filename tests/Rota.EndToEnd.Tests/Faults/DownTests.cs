using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary><c>rota down</c> ends all that serves, whatever became of the daemon and of the disk.</summary>
public sealed class DownTests
{
    [Theory]
    [InlineData(Processes.SigTerm)]
    [InlineData(Processes.SigKill)]
    public void Runners_that_outlived_their_daemon_are_ended_too(int signal)
    {
        using var rota = new RotaState();
        using var up = rota.Start("up");
        Until.True(() => up.Errors.Contains("serving", StringComparison.Ordinal), "it is up");
        using var runner = rota.Start("runner");
        Until.True(() => rota.Slots.Members.Length == 2, "the runner has joined");
        up.Signal(signal);
        up.Wait();
        var down = rota.Run("down").Exits(0);
        Assert.Contains("ended 1 process", down.Out, StringComparison.Ordinal);
        runner.Wait().Exits(0);
        rota.Run("down").Exits(5).Says("no daemon serves this state");
    }

    [Fact]
    public void Runners_without_any_daemon_are_named_and_ended()
    {
        using var rota = new RotaState();
        rota.Run("submit", "--", "true").Exits(0);
        using var runner = rota.Start("runner");
        Until.True(() => rota.Slots.Members.Length == 1, "the runner has joined");
        Assert.Contains($"runners: pid {runner.Pid}", rota.Run("down").Exits(0).Out, StringComparison.Ordinal);
        runner.Wait().Exits(0);
    }

    [Fact]
    public void A_run_in_the_foreground_is_named_and_left_alone()
    {
        using var rota = new RotaState();
        using var run = rota.Start("run", "--", "sh", "-c", $"while [ ! -e {rota.At("go")} ]; do sleep 0.02; done");
        Until.True(() => rota.Tasks.Length > 0, "it runs");
        rota.Run("down").Exits(5).Says($"pid {run.Pid} runs jobs of it in the foreground", "Ctrl-C");
        rota.Write("go", "");
        run.Wait().Exits(0);
    }

    [Fact]
    public void A_daemon_is_ended_from_where_the_state_may_only_be_read()
    {
        using var rota = new RotaState();
        using var up = rota.Start("up");
        Until.True(() => up.Errors.Contains("serving", StringComparison.Ordinal), "it is up");
        using var view = new ReadOnlyView(rota.State);
        rota.Run("down", "--state", view.Path).Exits(0);
        up.Wait().Exits(0);
    }

    [Fact]
    public void That_a_killed_daemon_serves_no_more_cannot_be_noted_on_a_read_only_state_and_that_is_said()
    {
        using var rota = new RotaState();
        using var up = rota.Start("up");
        Until.True(() => up.Errors.Contains("serving", StringComparison.Ordinal), "it is up");
        up.KillHard();
        using (var view = new ReadOnlyView(rota.State))
        {
            rota.Run("down", "--state", view.Path).Exits(5).Says("error[not-noted]", "ended 0 processes", "ead-only", "rota down once more");
        }

        rota.Run("down").Exits(0);
    }

    /// <summary>The same directory, where nothing can be written by way of it.</summary>
    private sealed class ReadOnlyView : IDisposable
    {
        public ReadOnlyView(string of)
        {
            Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root to mount a file system");
            Path = Directory.CreateTempSubdirectory("rota-view-").FullName;
            Call("mount", "--bind", of, Path);
            Call("mount", "-o", "remount,bind,ro", Path);
        }

        public string Path { get; }

        public void Dispose()
        {
            Call("umount", "-l", Path);
            Directory.Delete(Path);
        }

        private static void Call(string program, params string[] words)
        {
            using var process = System.Diagnostics.Process.Start(program, words);
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }
    }
}
