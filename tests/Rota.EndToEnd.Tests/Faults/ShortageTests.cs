using System.Globalization;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>The system gives no more processes or files: starts wait and say why, and what runs goes on.</summary>
public sealed class ShortageTests
{
    /// <summary>Beyond what Rota's own three processes need, and far below what is asked for.</summary>
    private const int ProcessesMax = 64;
    private const int Tasks = 90;

    [Fact(Skip = "at a process limit the runtime itself may get no thread and end: the keeper alone must be limited")]
    public void At_the_limit_of_processes_starts_wait_and_say_why()
    {
        using var rota = new RotaState();
        var user = OwnUser(rota);
        using var run = AsUser(rota, user, "run", "-j", $"{Tasks}", "--array", $"0-{Tasks - 1}", "--", "sh", "-c",
            rota.Effects.Command + "exec sleep 0.4");
        run.Wait().Exits(0).Says("starts wait: Resource temporarily unavailable", "rota doctor");
        Invariants.Hold(rota, Tasks, _ => 0);
        Assert.Equal(Tasks, rota.Effects.Count);
        Assert.All(rota.TasksOf(), task => Assert.Equal(1, task.Attempt));
    }

    [Fact(Skip = "at a process limit the runtime itself may get no thread and end: the keeper alone must be limited")]
    public void What_runs_goes_on_while_nothing_can_start()
    {
        using var rota = new RotaState();
        var user = OwnUser(rota);
        using var gate = rota.StartProgram([], "sleep", "300");
        using var run = AsUser(rota, user, "run", "-j", $"{Tasks}", "--array", $"0-{Tasks - 1}", "--", "sh", "-c",
            rota.Effects.Command + $"exec tail -s 0.1 --pid={gate.Pid} -f /dev/null");
        Until.True(() => run.Errors.Contains("starts wait", StringComparison.Ordinal), "starts wait");
        Until.True(() => rota.TasksOf().Count(task => task.State == "running") == rota.Effects.Count,
            "the starts are told");
        Assert.InRange(rota.Effects.Count, 8, ProcessesMax);
        Assert.Equal(rota.Effects.Count, rota.Tasks.Length);
        gate.KillHard();
        run.Wait().Exits(0);
        Invariants.Hold(rota, Tasks, _ => 0);
        Assert.Equal(Tasks, rota.Effects.Count);
    }

    [Fact]
    public void A_keeper_that_can_open_no_more_files_loses_no_task_and_no_output()
    {
        using var rota = new RotaState();
        using var run = rota.Start("run", "-j", "4", "--array", "0-39", "--", "sh", "-c",
            rota.Effects.Command + "echo out $ROTA_TASK_INDEX; sleep 0.05; exit 3");
        Until.True(() => rota.Effects.Count >= 8, "8 tasks have started");
        var keeper = Assert.Single(rota.Keepers);
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
        using var own = rota.StartProgram([], "chown", "-R", $"{user}:{user}", rota.Root);
        own.Wait().Exits(0);
        return user;
    }

    private static RunningCommand AsUser(RotaState rota, string user, params string[] words) => rota.StartProgram(
        new() { ["HOME"] = rota.Root }, "setpriv", ["--reuid", user, "--regid", user, "--clear-groups",
            "prlimit", $"--nproc={ProcessesMax}:{ProcessesMax}", RotaBinary.Path, .. words]);

    private static void Limit(int pid, string limit, string value)
    {
        using var prlimit = System.Diagnostics.Process.Start("prlimit",
            ["--pid", $"{pid}", $"--{limit}={value}:20000"]);
        prlimit.WaitForExit();
    }
}
