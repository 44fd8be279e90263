using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Services;

/// <summary>A daemon under a supervisor that speaks as systemd does: ready, alive, upgraded, ended; jobs do not notice.</summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly RotaState rota = new();

    [Fact]
    public void It_says_when_it_is_ready_and_when_it_ends_and_the_tasks_have_nothing_of_the_supervisor()
    {
        using var systemd = new FakeSystemd(rota, null, RotaBinary.Path, "up", "--listen", "none");
        systemd.Start();
        var ready = Assert.Single(systemd.Told);
        Assert.Contains($"STATUS=serving {rota.State}; 1 runner", ready, StringComparison.Ordinal);
        rota.Run("submit", "--", "sh", "-c", "env > seen").Exits(0);
        rota.Run("wait", "1").Exits(0);
        Assert.DoesNotContain("NOTIFY_SOCKET", File.ReadAllText(rota.At("seen")), StringComparison.Ordinal);
        Assert.All(rota.Keepers.Concat(rota.Anchors), pid => Assert.DoesNotContain("NOTIFY_SOCKET", File.ReadAllText($"/proc/{pid}/environ"), StringComparison.Ordinal));
        systemd.Stop();
        Until.True(() => systemd.Told[^1].Contains("STOPPING=1", StringComparison.Ordinal), "it says that it ends");
    }

    [Fact]
    public void A_runner_that_hangs_ends_the_signs_of_life()
    {
        using var systemd = new FakeSystemd(rota, TimeSpan.FromSeconds(3), RotaBinary.Path, "up", "--listen", "none");
        systemd.Start();
        Until.True(() => systemd.Told.Count(lines => lines == "WATCHDOG=1") > 2, "it shows that it is alive");
        Processes.Signal(systemd.Pid, Processes.SigStop);
        systemd.AwaitSilence();
        systemd.Start();
        rota.Run("submit", "--", "true").Exits(0);
        rota.Run("wait", "1").Exits(0);
        systemd.Stop();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Another_build_takes_over_while_jobs_run_and_nothing_stops_or_runs_twice(bool keeperToo)
    {
        var program = Installed();
        using var systemd = new FakeSystemd(rota, TimeSpan.FromMinutes(2), program, "up", "--listen", "none", "-j", "8");
        systemd.Start();
        rota.Write("job.yaml", $"name: long\ntasks:\n- id: a\n  array: 0-11\n  retry: {{max_attempts: 3}}\n  command: '{rota.Effects.Command} until [ -e go ]; do sleep 0.02; done'\n");
        rota.Run("submit", "job.yaml").Exits(0);
        Until.True(() => rota.Effects.Count == 8, "eight of them run");
        var (before, tasks) = (systemd.Pid, rota.Tasks.Where(Processes.LeadsSession).ToArray());

        Assert.Equal(8, tasks.Length);
        Replace(program);
        systemd.Restart();
        Assert.NotEqual(before, systemd.Pid);
        Assert.EndsWith("another build", File.ReadAllText($"/proc/{systemd.Pid}/exe", System.Text.Encoding.Latin1), StringComparison.Ordinal);
        if (keeperToo)
        {
            // Its anchor starts the next one of the file that lies there now.
            var old = rota.Keeper;
            Processes.Signal(old, Processes.SigKill);
            Until.True(() => rota.Keepers is [var next] && next != old, "there is another keeper");
        }

        Assert.All(tasks, pid => Assert.True(Processes.Lives(pid), "no task has stopped"));
        rota.Write("go", "");
        rota.Run("wait", "1").Exits(0);
        Assert.Equal(Enumerable.Range(0, 12), rota.Effects.Starts.Select(start => start.Index).Order());
        Assert.All(rota.TasksOf(), task => Assert.Equal(("succeeded", 1), (task.State, task.Attempt)));
        systemd.Stop();
        rota.Run("check").Exits(0);
    }

    public void Dispose() => rota.Dispose();

    /// <summary>The program where a package would put it.</summary>
    private string Installed()
    {
        var folder = Directory.CreateDirectory(rota.At("bin")).FullName;
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(RotaBinary.Path)!).Where(file => Path.GetFileName(file) is "rota" or "libe_sqlite3.so"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return Path.Combine(folder, "rota");
    }

    /// <summary>As a package does it: another file takes the name, and who runs keeps the old one.</summary>
    private static void Replace(string program)
    {
        File.Copy(program, program + ".new");
        File.AppendAllText(program + ".new", "another build");
        File.Move(program + ".new", program, overwrite: true);
    }
}
