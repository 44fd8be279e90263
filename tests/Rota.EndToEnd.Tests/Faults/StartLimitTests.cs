using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>A limit too low to work under is named with its value and the one needed, before the runtime breaks on it.</summary>
public sealed class StartLimitTests
{
    private const string Nobody = "setpriv --reuid=65534 --regid=65534 --clear-groups";

    [Theory]
    [InlineData(30, "run -- true", 128)]
    [InlineData(60, "up", 128)]
    [InlineData(100, "run -- true", 128)]
    [InlineData(127, "runner", 128)]
    [InlineData(150, "up --runners 8", 184)]
    [InlineData(50, "ls", 80)]
    public void Too_few_open_files_are_named_with_what_is_needed(int limit, string line, int needed)
    {
        using var rota = new RotaState();
        Under(rota, $"ulimit -n {limit}; exec {RotaBinary.Path} {line}").Wait().Exits(5)
            .Says("error[limits]", $"no more than {limit} files may be open", $"needs {needed}", "ulimit -n 1024");
    }

    [Theory]
    [InlineData("__keeper", 60)]
    [InlineData("__anchor", 60)]
    public void So_do_keeper_and_anchor(string role, int limit)
    {
        using var rota = new RotaState();
        Under(rota, $"ulimit -n {limit}; exec {RotaBinary.Path} {role} {rota.State}").Wait().Exits(5)
            .Says("error[limits]", $"no more than {limit} files may be open", "needs 100");
    }

    [Theory]
    [InlineData("run -j 2 --array 1-20 -- true", 128)]
    [InlineData("ls", 80)]
    public void With_what_is_said_to_be_needed_it_works(string line, int limit)
    {
        using var rota = new RotaState();
        rota.Run("run", "--", "true").Exits(0);
        Under(rota, $"ulimit -n {limit}; exec {RotaBinary.Path} {line}").Wait().Exits(0);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    public void Too_few_processes_are_named_with_what_runs_and_what_is_needed(int limit)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root to become another user; root has no such limit");
        using var rota = new RotaState();
        var home = Directory.CreateDirectory(rota.At("nobody"));
        File.SetUnixFileMode(rota.Root, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(home.FullName, (UnixFileMode)0b111_111_111);
        Under(rota, $"cd {home.FullName}; export HOME={home.FullName} ROTA_STATE={home.FullName}/state; ulimit -u {limit}; exec {Nobody} {RotaBinary.Path} run -- true")
            .Wait().Exits(5).Says("error[limits]", $"no more than {limit} processes and threads may run", "needs 64 more", "ulimit -u 4096");
    }

    [Fact]
    public void What_keeps_the_keeper_from_coming_up_is_said_by_the_runner()
    {
        using var rota = new RotaState();
        rota.Run("submit", "--", "true").Exits(0);
        using var holder = rota.StartProgram([], "flock", "--no-fork", Path.Combine(rota.State, "keeper", "keeper.lock"), "sleep", "300");
        Until.True(() =>
        {
            using var look = rota.StartProgram([], "flock", "--nonblock", Path.Combine(rota.State, "keeper", "keeper.lock"), "true");
            return look.Wait().ExitCode != 0;
        }, "the lock is held");
        rota.Run("resume").Exits(5).Says("error[keeper]", "the keeper does not come up", "another one holds");
    }

    private static RunningCommand Under(RotaState rota, string script) => rota.StartProgram([], "/bin/bash", "-c", script);
}
