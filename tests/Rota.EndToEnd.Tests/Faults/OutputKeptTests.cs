using Rota.EndToEnd.Tests.Crashes;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>
/// What a task has written is kept, also where the disk has no room for a second copy of it: it becomes part of the job's
/// output as it is, or the task is over when there is room.
/// </summary>
public sealed class OutputKeptTests
{
    [Theory]
    [InlineData("head -c 3300000 /dev/zero", 3_300_000, 0)]
    [InlineData("head -c 3300000 /dev/zero >&2; exit 3", 3_300_000, 3)]
    [InlineData("head -c 1500000 /dev/zero; head -c 1500000 /dev/zero >&2", 3_000_000, 0)]
    public void Output_that_leaves_no_room_for_a_copy_is_kept(string command, long length, int code)
    {
        using var mount = new Mount("6m");
        using var rota = new RotaState(Path.Combine(mount.Path, "root"));
        using var run = rota.Start("run", command);
        run.Wait().Exits(code == 0 ? 0 : 1);
        Assert.Equal(code, rota.TasksOf()[0].ExitCode);
        Assert.True(BytesOf(rota) >= length, $"{BytesOf(rota)} of {length} bytes are there");
        rota.Run("check").Exits(0);
    }

    [Fact]
    public void A_task_that_fills_the_disk_is_over_when_there_is_room()
    {
        using var mount = new Mount("6m");
        using var rota = new RotaState(Path.Combine(mount.Path, "root"));
        using var run = rota.Start("run", "head -c 9000000 /dev/zero");
        Until.True(() => run.Errors.Contains("no space left", StringComparison.Ordinal), "the full disk is said");
        mount.Remount("size=24m");
        run.Wait().Exits(1);
        Assert.Equal("failed", rota.TasksOf()[0].State);
        Assert.True(BytesOf(rota) > 3_000_000, $"{BytesOf(rota)} bytes are there");
    }

    [Fact]
    public void Several_large_outputs_of_a_job_follow_each_other()
    {
        using var rota = new RotaState();
        rota.Run("run", "-j", "3", "--array", "0-5", "--", "sh", "-c",
            "yes $ROTA_TASK_INDEX | head -c $((ROTA_TASK_INDEX * 2000000 + 2)); echo small $ROTA_TASK_INDEX >&2").Exits(0);
        for (var index = 0; index < 6; index++)
        {
            var logs = rota.Run("logs", $"1.sh.{index}").Exits(0).Out.Replace($"small {index}\n", "", StringComparison.Ordinal);
            Assert.Equal((index * 2_000_000) + 2, logs.Length);
            Assert.DoesNotContain(logs, letter => letter != '\n' && letter != '0' + index);
        }

        rota.Run("check").Exits(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Output_beyond_its_share_waits_for_room_and_the_task_is_over_then(bool killsKeeper)
    {
        using var mount = new Mount("40m");
        using var rota = new RotaState(Path.Combine(mount.Path, "root"));
        using var run = rota.Start("run", rota.Write("job.yaml", $"""
            version: 1
            name: large
            tasks:
              - id: task
                script: |
                  head -c 20000000 /dev/zero
                  echo > /dev/null
                  touch {rota.At("written")}
                  while [ ! -e {rota.At("go")} ]; do sleep 0.02; done
                  exit 4
            """));
        Until.True(() => File.Exists(rota.At("written")), "it has written");
        rota.Write("go", "");
        File.Delete(rota.At("go"));
        DiskTests.Fill(rota.At("ballast"));
        File.CreateSymbolicLink(rota.At("go"), "/dev/null");
        Until.True(() => rota.Tasks.Length == 0, "its process has ended");
        if (killsKeeper)
        {
            Campaign.KillKeeper(rota);
        }

        Assert.False(run.HasExited, run.Errors);
        File.Delete(rota.At("ballast"));
        run.Wait().Exits(1);
        Assert.Equal(4, rota.TasksOf()[0].ExitCode);
        var logs = rota.Run("logs", "1").Exits(0).Out;
        Assert.True(logs.Length > 16 << 20, $"{logs.Length} bytes are there");
        Assert.Contains("bytes left out here", logs, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_lost_attempt_wrote_is_kept()
    {
        using var rota = new RotaState();
        using var run = rota.Start("run", rota.Write("job.yaml", $"""
            version: 1
            name: lost
            tasks:
              - id: task
                retry: never
                script: |
                  echo what it said
                  touch {rota.At("said")}
                  while [ ! -e {rota.At("go")} ]; do sleep 0.02; done
            """));
        Until.True(() => File.Exists(rota.At("said")) && rota.TasksOf().All(task => task.State == "running"), "it runs");
        Array.ForEach([.. rota.Anchors, .. rota.Keepers], pid => Processes.Signal(pid, Processes.SigKill));
        rota.Write("go", "");
        run.Wait().Exits(1);
        Assert.Equal("lost", rota.TasksOf()[0].State);
        Assert.Equal("what it said\n", rota.Run("logs", "1").Exits(0).Out);
    }

    private static long BytesOf(RotaState rota) => rota.Run("logs", "1").Exits(0) is var logs ? logs.Out.Length + logs.Error.Length : 0;
}
