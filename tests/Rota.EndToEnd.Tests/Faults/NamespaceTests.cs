using System.Diagnostics;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>Processes of another pid namespace on the same state: each side takes the other's pids for dead.</summary>
public sealed class NamespaceTests
{
    [Theory]
    [InlineData("runner")]
    [InlineData("up")]
    [InlineData("down")]
    public void Who_would_serve_from_another_pid_namespace_is_refused_while_somebody_serves(string verb)
    {
        using var rota = Served();
        var epoch = Epoch(rota);
        Elsewhere(rota, verb).Wait().Exits(5).Says("another pid namespace", "Start all runners on one side");
        Assert.Equal(epoch, Epoch(rota));
        rota.Run("down").Exits(0);
    }

    [Fact]
    public void A_run_from_another_pid_namespace_watches_the_daemon_that_runs_its_job()
    {
        using var rota = Served();
        var epoch = Epoch(rota);
        Elsewhere(rota, "run", "--", "true").Wait().Exits(0);
        Assert.Equal(epoch, Epoch(rota));
        rota.Run("down").Exits(0);
    }

    [Fact]
    public void A_runner_alone_keeps_those_of_other_namespaces_out_and_their_jobs_stay_as_they_are()
    {
        using var rota = new RotaState();
        rota.Run("submit", "--", "true").Exits(0);
        using var runner = Elsewhere(rota, "runner");
        Until.True(() => rota.Slots.Members.Length == 1, "it has joined");
        rota.Run("runner").Exits(5).Says("another pid namespace");
        rota.Run("run", "--", "true").Exits(5).Says("another pid namespace");
    }

    [Fact]
    public void When_those_over_there_have_ended_this_side_serves()
    {
        using var rota = new RotaState();
        Elsewhere(rota, "run", "--", "true").Wait().Exits(0);
        rota.Run("run", "--", "true").Exits(0);
        rota.Run("check").Exits(0);
    }

    [Fact]
    public void A_proc_of_another_namespace_is_refused_with_the_remedy()
    {
        using var rota = new RotaState();
        rota.StartProgram([], "unshare", "--pid", "--fork", "--kill-child", RotaBinary.Path, "run", "--", "true").Wait()
            .Exits(5).Says("--mount-proc");
    }

    private static RotaState Served()
    {
        Assert.SkipUnless(MayUnshare(), "needs unshare and the right to make a pid namespace");
        var rota = new RotaState();
        rota.Run("up", "--detach").Exits(0);
        Until.True(() => rota.Slots.Members.Length == 1, "it is up");
        return rota;
    }

    private static RunningCommand Elsewhere(RotaState rota, params string[] words)
    {
        Assert.SkipUnless(MayUnshare(), "needs unshare and the right to make a pid namespace");
        return rota.StartProgram([], "unshare", ["--pid", "--fork", "--kill-child", "--mount-proc", RotaBinary.Path, .. words]);
    }

    private static bool MayUnshare()
    {
        using var trial = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "unshare --pid --fork --mount-proc true 2>/dev/null"]))!;
        trial.WaitForExit();
        return trial.ExitCode == 0;
    }

    private static long Epoch(RotaState rota) => rota.Json("slots").Exits(0).Json.GetProperty("epoch").GetInt64();
}
