using System.Globalization;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>The system gives no more processes or files: starts wait and say why, and what runs goes on.</summary>
public sealed class ShortageTests
{
    [Fact]
    public void Without_processes_starts_wait_and_say_why()
    {
        using var rota = new RotaState();
        var user = OwnUser(rota);
        using var run = AsUser(rota, user, "run", "-j", "4", "--array", "0-59", "--", "sh", "-c",
            rota.Effects.Command + "exec sleep 0.05");
        Until.True(() => rota.Effects.Count >= 8, "8 tasks have started");
        var keeper = rota.Keeper;
        LimitProcesses(rota, user, keeper, "1");
        Until.True(() => run.Errors.Contains("starts wait: Resource temporarily unavailable", StringComparison.Ordinal)
            && rota.Tasks.Length == 0, "starts wait, and what ran has ended");
        Assert.InRange(rota.Effects.Count, 8, 59);
        LimitProcesses(rota, user, keeper, "");
        run.Wait().Exits(0).Says("rota doctor");
        Invariants.Hold(rota, 60, _ => 0);
        Assert.Equal(60, rota.Effects.Count);
        Assert.All(rota.TasksOf(), task => Assert.Equal(1, task.Attempt));
    }

    [Fact]
    public void What_runs_goes_on_while_nothing_can_start()
    {
        using var rota = new RotaState();
        var user = OwnUser(rota);
        using var gate = rota.StartProgram([], "sleep", "300");
        using var up = AsUser(rota, user, "up", "-j", "12");
        Until.True(() => up.Errors.Contains("serving", StringComparison.Ordinal), "the daemon is up");
        var first = AsUser(rota, user, "submit", "--array", "0-7", "--", "sh", "-c",
            rota.Effects.Command + $"exec tail -s 0.1 --pid={gate.Pid} -f /dev/null");
        first.Wait().Exits(0);
        Until.True(() => rota.Effects.Count == 8 && rota.TasksOf().All(task => task.State == "running"), "8 run");
        var keeper = rota.Keeper;
        LimitProcesses(rota, user, keeper, "1");
        AsUser(rota, user, "submit", "--array", "0-3", "--", "sh", "-c", rota.Effects.Command + "true").Wait().Exits(0);
        Until.True(() => up.Errors.Contains("starts wait", StringComparison.Ordinal), "starts wait");
        Assert.Equal(8, rota.Tasks.Length);
        gate.KillHard();
        AsUser(rota, user, "wait", "1", "--timeout", "30s").Wait().Exits(0);
        Assert.All(rota.TasksOf(2), task => Assert.NotEqual("running", task.State));
        LimitProcesses(rota, user, keeper, "");
        AsUser(rota, user, "wait", "2", "--timeout", "30s").Wait().Exits(0);
        Assert.Equal(12, rota.Effects.Count);
        Assert.Empty(rota.Json("check").Exits(0).Json.GetProperty("violations").EnumerateArray());
    }

    [Fact]
    public void A_keeper_that_can_open_no_more_files_loses_no_task_and_no_output()
    {
        using var rota = new RotaState();
        using var run = rota.Start("run", "-j", "4", "--array", "0-39", "--", "sh", "-c",
            rota.Effects.Command + "echo out $ROTA_TASK_INDEX; sleep 0.05; exit 3");
        Until.True(() => rota.Effects.Count >= 8, "8 tasks have started");
        var keeper = rota.Keeper;
        var open = Directory.GetFileSystemEntries($"/proc/{keeper}/fd").Length;
        Limit(keeper, "nofile", open.ToString(CultureInfo.InvariantCulture));
        Until.True(() => rota.Effects.Count >= 20 || run.Errors.Contains("starts wait", StringComparison.Ordinal)
            || rota.Tasks.Length == 0, "the limit is felt, or does not matter");
        Array.ForEach(rota.Keepers, pid => Limit(pid, "nofile", "1024"));
        run.Wait().Exits(1);
        Invariants.Hold(rota, 40, _ => 3);
        Assert.Equal(40, rota.Effects.Count);
        Assert.Equal(Enumerable.Range(0, 40).Select(task => $"sh[{task}]: out {task}"),
            rota.Run("logs", "1").Exits(0).Lines);
    }

    /// <summary>
    /// Root is not bound by a limit of processes, and what others run would count: a user of the test's own.
    /// </summary>
    private static string OwnUser(RotaState rota)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root to become another user");
        Assert.SkipUnless(File.Exists("/usr/bin/setpriv") && File.Exists("/usr/bin/prlimit"),
            "needs setpriv and prlimit");
        var user = (1_000_000 + Environment.ProcessId).ToString(CultureInfo.InvariantCulture);
        rota.GiveTo(user);
        return user;
    }

    private static RunningCommand AsUser(RotaState rota, string user, params string[] words) =>
        AsUser(rota, user, RotaBinary.Path, words);

    private static RunningCommand AsUser(RotaState rota, string user, string program, string[] words) =>
        rota.StartProgram(new() { ["HOME"] = rota.Root }, "setpriv",
            [.. RotaState.AsUser(user), program, .. words]);

    /// <summary>
    /// Of the keeper alone, as its own user: at such a limit a runtime that needs one more thread ends, and it is not
    /// the runners' that is tried here. Empty for the hard limit.
    /// </summary>
    private static void LimitProcesses(RotaState rota, string user, int pid, string soft)
    {
        var hard = File.ReadLines($"/proc/{pid}/limits").First(line => line.StartsWith("Max processes", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        AsUser(rota, user, "prlimit", ["--pid", $"{pid}", $"--nproc={(soft.Length > 0 ? soft : hard)}:{hard}"])
            .Wait().Exits(0);
    }

    private static void Limit(int pid, string limit, string value)
    {
        using var prlimit = System.Diagnostics.Process.Start("prlimit",
            ["--pid", $"{pid}", $"--{limit}={value}:20000"]);
        prlimit.WaitForExit();
    }
}
