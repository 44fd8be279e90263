using Rota.EndToEnd.Tests.Crashes;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>
/// Tasks end while the disk is full: each exit code and output is there once there is space, whoever of Rota's processes is left.
/// <c>ROTA_DISK_ROUNDS=200</c> makes a campaign of it.
/// </summary>
public sealed class FullDiskEndTests
{
    private const int Tasks = 60;
    private const int Lines = 20;

    /// <summary>More rounds for a long run: ROTA_DISK_ROUNDS=200.</summary>
    private static readonly int Rounds =
        int.TryParse(Environment.GetEnvironmentVariable("ROTA_DISK_ROUNDS"), out var rounds) ? rounds : 4;

    [Fact]
    public void A_daemon_that_goes_down_on_a_full_disk_leaves_a_keeper_that_loses_no_exit() =>
        OnAFullDisk((rota, _) =>
        {
            rota.Run("down");
        }, daemon: true);

    [Fact]
    public void A_runner_that_is_killed_on_a_full_disk_loses_no_exit() => OnAFullDisk((_, run) => run.KillHard());

    [Fact]
    public void Runner_and_keeper_killed_on_a_full_disk_lose_no_exit() => OnAFullDisk((rota, run) =>
    {
        run.KillHard();
        Campaign.KillKeeper(rota);
    });

    [Fact]
    public void A_keeper_killed_again_and_again_on_a_full_disk_loses_no_exit() => OnAFullDisk((rota, _) =>
    {
        for (var death = 0; death < 6; death++)
        {
            Until.True(() => rota.Keepers.Length > 0, "there is a keeper");
            Campaign.KillKeeper(rota);
        }
    });

    [Fact]
    public void A_small_disk_that_is_filled_and_freed_loses_no_exit()
    {
        using var mount = new Mount("40m");
        using var rota = new RotaState(Path.Combine(mount.Path, "root"));
        var random = new Random(Seed);
        for (var round = 1; round <= Rounds; round++)
        {
            Round(rota, round, random.Next());
        }
    }

    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("ROTA_SEED"), out var seed) ? seed : Environment.TickCount;

    private static int CodeOf(int index) => index % 5 == 0 ? 0 : index % 5;

    /// <summary>All tasks run; the disk fills, something dies, all of them end; then there is space.</summary>
    private static void OnAFullDisk(Action<RotaState, RunningCommand> die, bool daemon = false)
    {
        using var mount = new Mount("24m");
        var elsewhere = Directory.CreateTempSubdirectory("rota-ledger-");
        using (var rota = new RotaState(Path.Combine(mount.Path, "root")))
        {
            var go = Path.Combine(elsewhere.FullName, "go");
            var file = Job(rota, elsewhere.FullName, $"while [ ! -e {go} ]; do sleep 0.02; done");
            using var run = daemon ? rota.Start("up", "-j", $"{Tasks}") : rota.Start("run", "-j", $"{Tasks}", file);
            if (daemon)
            {
                Until.True(() => rota.Run("submit", file).ExitCode == 0, "the daemon serves");
            }

            var ledger = new SideEffects(Path.Combine(elsewhere.FullName, "ledger"));
            Until.True(() => ledger.Count >= Tasks || run.HasExited, "all have started");
            DiskTests.Fill(rota.At("ballast"));
            die(rota, run);
            File.WriteAllText(go, "");
            Until.True(() => rota.Tasks.Length == 0, "all have ended");

            // A keeper that had nothing more to do would leave now: it may, with all of it written down.
            Until.True(() => rota.Keepers.Length > 0 || rota.Anchors.Length == 0, "a keeper is there, or none is needed");
            File.Delete(rota.At("ballast"));
            if (!daemon && !run.HasExited)
            {
                run.Wait();
            }

            Campaign.Resume(rota);
            AllAreRight(rota, 1, elsewhere.FullName);
            Assert.Equal(Tasks, ledger.Count);
        }

        elsewhere.Delete(recursive: true);
    }

    /// <summary>One round: a job, a disk that is full for a while, and now and then a death.</summary>
    private static void Round(RotaState rota, int round, int chance)
    {
        var elsewhere = Directory.CreateTempSubdirectory("rota-ledger-");
        var ledger = new SideEffects(Path.Combine(elsewhere.FullName, "ledger"));
        var file = Job(rota, elsewhere.FullName, "sleep 0.$((ROTA_TASK_INDEX % 7))");
        using (var run = rota.Start("run", "-j", "12", file))
        {
            Until.True(() => ledger.Count >= 8 + (chance % 20) || run.HasExited, "some have started");
            DiskTests.Fill(rota.At("ballast"));
            switch (chance / 20 % 4)
            {
                case 0:
                    run.KillHard();
                    break;
                case 1:
                    Campaign.KillKeeper(rota);
                    break;
                case 2:
                    run.Signal(Processes.SigTerm);
                    break;
            }

            Until.True(() => rota.Tasks.Length == 0, "what runs has ended");
            File.Delete(rota.At("ballast"));
            if (!run.HasExited && chance / 20 % 4 is 1 or 3)
            {
                run.Wait();
            }
        }

        Campaign.Resume(rota);
        AllAreRight(rota, round, elsewhere.FullName);
        Assert.Equal(Tasks, ledger.Count);
        rota.Run("prune", $"{round}", "--yes").Exits(0);
        elsewhere.Delete(recursive: true);
    }

    private static string Job(RotaState rota, string elsewhere, string work) =>
        rota.Write("job.yaml", $"""
            version: 1
            name: once
            tasks:
              - id: task
                array: 0-{Tasks - 1}
                retry: never
                script: |
                  {new SideEffects(Path.Combine(elsewhere, "ledger")).Command}
                  ok=1; for line in $(seq {Lines}); do echo "output of $ROTA_TASK_INDEX" || ok=0; done
                  [ $ok = 0 ] || echo $ROTA_TASK_INDEX >> {Path.Combine(elsewhere, "written")}
                  {work}
                  exit $((ROTA_TASK_INDEX % 5))
            """);

    private static void AllAreRight(RotaState rota, long job, string elsewhere)
    {
        var rows = rota.TasksOf(job);
        Assert.Equal(Tasks, rows.Length);
        Assert.All(rows, row =>
        {
            Assert.True(row.State is "succeeded" or "failed", $"task {row.Index} of job {job} is {row.State}: {row.Reason}");
            Assert.Equal(CodeOf(row.Index ?? -1), row.ExitCode);
        });
        // What a task could write is there; on a full disk it is the task itself that cannot write.
        foreach (var index in File.ReadLines(Path.Combine(elsewhere, "written")))
        {
            var lines = rota.Run("logs", $"{job}.task.{index}").Exits(0).Lines;
            Assert.Equal(Enumerable.Repeat($"output of {index}", Lines), lines);
        }

        Assert.Empty(rota.Json("check").Json.GetProperty("violations").EnumerateArray());
    }
}
