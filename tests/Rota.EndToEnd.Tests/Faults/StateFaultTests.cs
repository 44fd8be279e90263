using System.Formats.Tar;
using Rota.EndToEnd.Tests.Crashes;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>States that must not be used, and states that two use at once.</summary>
public sealed class StateFaultTests
{
    private const int UserVersionAt = 60;

    [Fact]
    public void A_state_of_a_later_version_is_refused_and_left_as_it_is() => Using(rota =>
    {
        rota.Run("run", "--", "true").Exits(0);

        // What is in a backup is one whole file; the state itself may have its first page in the log still.
        var later = Directory.CreateDirectory(rota.At("later"), (UnixFileMode)0b111_000_000).FullName;
        var database = Path.Combine(later, "rota.db");
        rota.Run("backup", rota.At("backup.tar")).Exits(0);
        TarFile.ExtractToDirectory(rota.At("backup.tar"), later, overwriteFiles: false);
        using (var file = File.Open(database, FileMode.Open))
        {
            file.Position = UserVersionAt;
            file.Write([0, 0, 0x7F, 0xFF]);
        }

        var before = File.ReadAllBytes(database);
        rota.Run("run", "--state", later, "--", "true").Exits(5).Says("error[", "version");
        rota.Run("ls", "--state", later).Exits(5).Says("error[");
        Assert.Equal(before, File.ReadAllBytes(database));
    });

    [Fact]
    public void A_state_open_to_others_is_refused_with_the_remedy() => Using(rota =>
    {
        rota.Run("run", "--", "true").Exits(0);
        File.SetUnixFileMode(rota.State, (UnixFileMode)0b111_101_101);
        rota.Run("ls").Exits(5).Says("chmod 700");
        File.SetUnixFileMode(rota.State, (UnixFileMode)0b111_000_000);
        rota.Run("ls").Exits(0);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(8192)]
    [InlineData(-1)]
    public void A_database_that_is_empty_cut_off_or_gone_is_damage_for_every_verb(int left) => Using(rota =>
    {
        rota.Run("run", "--", "true").Exits(0);
        var database = Path.Combine(rota.State, "rota.db");
        File.Delete(database + "-wal");
        File.Delete(database + "-shm");
        if (left < 0)
        {
            File.Delete(database);
        }
        else
        {
            using var file = File.Open(database, FileMode.Open);
            file.SetLength(left);
        }

        foreach (var verb in (string[][])[["run", "--", "true"], ["submit", "--", "true"], ["ls"], ["check"], ["resume"],
            ["logs", "1"], ["up", "--detach"], ["backup", rota.At("b.tar")], ["prune", "--keep", "0"], ["queue", "pause", "q"]])
        {
            rota.Run(verb).Exits(5).Says("error[", "rota restore FILE NEW-DIR");
        }

        Assert.Equal(left, File.Exists(database) ? new FileInfo(database).Length : -1);
    });

    [Fact]
    public void A_state_whose_making_was_killed_is_made_anew() => Using(rota =>
    {
        Assert.NotEqual(0, rota.StartWith(new() { ["ROTA_CRASH_AT"] = "database-made" }, "submit", "--", "true").Wait().ExitCode);
        Assert.False(File.Exists(Path.Combine(rota.State, "rota.db")));
        rota.Run("run", "--", "true").Exits(0);
        rota.Run("check").Exits(0);
    });

    [Fact]
    public void An_earlier_database_beside_a_keeper_that_is_ahead_is_refused_every_time() => Using(rota =>
    {
        using var run = rota.Start("run", "--array", "0-3", "--", "sh", "-c", rota.Effects.Command + "exec sleep 300");
        Campaign.AwaitStarts(rota, run, 1);
        rota.Run("backup", rota.At("early.tar")).Exits(0);
        run.KillHard();
        for (var round = 0; round < 3; round++)
        {
            var epoch = rota.Slots.Epoch;
            using var more = rota.Start("resume");
            Until.True(() => rota.Slots.Epoch > epoch, "it has joined");
            more.KillHard();
        }

        File.Delete(Path.Combine(rota.State, "rota.db-wal"));
        File.Delete(Path.Combine(rota.State, "rota.db-shm"));
        File.Delete(Path.Combine(rota.State, "rota.db"));
        var early = Directory.CreateDirectory(rota.At("early")).FullName;
        TarFile.ExtractToDirectory(rota.At("early.tar"), early, overwriteFiles: false);
        File.Copy(Path.Combine(early, "rota.db"), Path.Combine(rota.State, "rota.db"));
        foreach (var verb in (string[][])[["resume"], ["run", "--", "true"], ["up"], ["resume"]])
        {
            rota.Run(verb).Exits(5).Says("error[store-rewound]", "rota restore", "--state NEW-DIR");
        }

        Assert.Equal(1, rota.Run("check").ExitCode);
        rota.Run("restore", Path.Combine(rota.State, "rota.db"), rota.At("new")).Exits(0).Says("count as lost");
        rota.Run("check", "--state", rota.At("new")).Exits(0);
    });

    [Fact]
    public void A_writer_that_waits_in_vain_is_told_for_whom() => Using(rota =>
    {
        rota.Run("run", "--", "true").Exits(0);
        var writeLock = Path.Combine(rota.State, "write.lock");
        using var holder = rota.StartProgram([], "flock", "--no-fork", writeLock, "sleep", "300");
        Until.True(() =>
        {
            using var look = rota.StartProgram([], "flock", "--nonblock", writeLock, "true");
            return look.Wait().ExitCode != 0;
        }, "the lock is held");
        rota.Run("submit", "--", "true").Exits(5).Says("error[store-busy]", $"by pid {holder.Pid}.", "kill -CONT");
    });

    [Fact]
    public void A_state_that_is_missing_is_named() =>
        Using(rota => rota.Run("ls").Exits(5).Says(rota.State, "--state"));

    [Fact]
    public void Two_runs_on_one_state_both_end_well() => Using(rota =>
    {
        using var first = rota.Start("run", "-j", "2", "--array", "0-19", "--", "sh", "-c", "sleep 0.05");
        using var second = rota.Start("run", "-j", "2", "--array", "0-19", "--", "sh", "-c", "sleep 0.05");
        first.Wait().Exits(0);
        second.Wait().Exits(0);
        rota.Run("check").Exits(0);
        Assert.Equal(20, rota.TasksOf(1).Count(task => task.State == "succeeded"));
        Assert.Equal(20, rota.TasksOf(2).Count(task => task.State == "succeeded"));
    });

    [Fact]
    public void The_second_run_takes_over_when_the_first_is_killed() => Using(rota =>
    {
        var campaign = new Campaign(tasks: 60, work: "sleep 0.1; ");
        using var first = campaign.Start(rota);
        Campaign.AwaitStarts(rota, first, 4);
        using var second = rota.Start("run", "-j", "2", "--array", "0-3", "--", "sleep", "0.05");
        Until.True(() => rota.Json("ls").Json.GetProperty("jobs").GetArrayLength() == 2, "the second job is accepted");
        first.KillHard();
        second.Wait().Exits(0);
        Campaign.GoOn(rota);
        Invariants.Hold(rota, campaign.Tasks, Campaign.ExitCodeOf);
        Assert.Equal(campaign.Tasks, rota.Effects.Count);
    });

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        test(rota);
    }
}
