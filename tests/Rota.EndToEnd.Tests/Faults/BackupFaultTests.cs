using System.Formats.Tar;
using Rota.EndToEnd.Tests.Crashes;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>Backups and restores that are killed, or run out of room: the name is there with all of it, or not at all.</summary>
public sealed class BackupFaultTests
{
    [Theory]
    [InlineData("backup-copied:1")]
    [InlineData("backup-piece:1")]
    [InlineData("backup-piece:4")]
    [InlineData("backup-written:1")]
    public void A_backup_that_is_killed_leaves_no_file_of_that_name_and_the_next_one_clears_up(string place) => Using(rota =>
    {
        var backups = Directory.CreateDirectory(rota.At("backups")).FullName;
        rota.StartWith(Crash(place), "backup", Path.Combine(backups, "one.tar")).Wait();
        var left = Directory.GetFiles(backups);
        Assert.NotEmpty(left);
        Assert.All(left, file =>
        {
            Assert.EndsWith(".rota-part", file, StringComparison.Ordinal);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        });
        rota.Run("backup", Path.Combine(backups, "two.tar")).Exits(0);
        Assert.Equal([Path.Combine(backups, "two.tar")], Directory.GetFiles(backups));
        Restores(rota, Path.Combine(backups, "two.tar"));
    });

    [Theory]
    [InlineData("restore-piece:1")]
    [InlineData("restore-piece:3")]
    [InlineData("restore-proven:1")]
    public void A_restore_that_is_killed_leaves_no_state_of_that_name_and_the_next_one_clears_up(string place) => Using(rota =>
    {
        rota.Run("backup", rota.At("one.tar")).Exits(0);
        rota.StartWith(Crash(place), "restore", rota.At("one.tar"), rota.At("new")).Wait();
        Assert.False(Directory.Exists(rota.At("new")));
        Assert.True(Directory.Exists(rota.At("new.rota-part")));
        Restores(rota, rota.At("one.tar"));
        Assert.False(Directory.Exists(rota.At("new.rota-part")));
    });

    [Fact]
    public void Two_at_once_to_one_place_are_told_of_each_other() => Using(rota =>
    {
        var backup = Path.Combine(rota.Root, "one.tar");
        using (File.Open(backup + ".rota-part", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
        {
            rota.Run("backup", backup).Exits(5).Says("error[store-busy]", "another process writes");
        }

        rota.Run("backup", backup).Exits(0);
        Restores(rota, backup);
    });

    [Fact]
    public void A_disk_too_small_for_a_backup_keeps_nothing_of_it()
    {
        using var mount = new Mount("1m");
        Using(rota =>
        {
            rota.Run("run", "--", "head", "-c", "2000000", "/dev/urandom").Exits(0);
            rota.Run("backup", Path.Combine(mount.Path, "one.tar")).Exits(5).Says("error[");
            Assert.Empty(Directory.GetFiles(mount.Path));
            rota.Run("backup", rota.At("one.tar")).Exits(0);
            rota.Run("restore", rota.At("one.tar"), Path.Combine(mount.Path, "new")).Exits(5).Says("error[");
            Assert.Empty(Directory.GetFileSystemEntries(mount.Path));
            Restores(rota, rota.At("one.tar"));
        });
    }

    [Fact]
    public void What_is_no_backup_or_not_all_of_one_is_refused_and_makes_no_state() => Using(rota =>
    {
        rota.Run("backup", rota.At("one.tar")).Exits(0);
        var whole = File.ReadAllBytes(rota.At("one.tar"));
        File.WriteAllBytes(rota.At("short"), whole[..(whole.Length / 2)]);
        File.WriteAllBytes(rota.At("empty"), []);
        File.WriteAllText(rota.At("text"), string.Concat(Enumerable.Repeat("no backup\n", 1_000)));
        using (var tar = new TarWriter(File.Create(rota.At("other"))))
        {
            tar.WriteEntry(rota.At("text"), "text");
        }

        foreach (var file in (string[])["short", "empty", "text", "other"])
        {
            rota.Run("restore", rota.At(file), rota.At("new")).Exits(5).Says("error[store-damaged]", "not a whole backup");
            Assert.Empty(Directory.GetDirectories(rota.Root, "new*"));
        }

        rota.Run("restore", rota.At("nowhere"), rota.At("new")).Exits(2).Says("there is no such file", "name what rota backup wrote");
    });

    [Fact]
    public void Tasks_that_still_run_where_the_state_is_to_be_are_named() => Using(rota =>
    {
        rota.Run("backup", rota.At("one.tar")).Exits(0);
        using var run = rota.Start("run", "--", "sh", "-c", rota.Effects.Command + "exec sleep 300");
        Campaign.AwaitStarts(rota, run, 1);
        Directory.Move(rota.State, rota.At("aside"));
        try
        {
            rota.Run("restore", rota.At("one.tar"), rota.State).Exits(2).Says("tasks-live", "still run: pid");
        }
        finally
        {
            Directory.Move(rota.At("aside"), rota.State);
        }
    });

    private static Dictionary<string, string> Crash(string place) => new() { ["ROTA_CRASH_AT"] = place };

    private static void Restores(RotaState rota, string backup)
    {
        rota.Run("restore", backup, rota.At("new")).Exits(0);
        rota.Run("check", "--state", rota.At("new")).Exits(0);
        Assert.Equal(["said 0", "said 1", "said 2"], rota.Run("logs", "1", "--state", rota.At("new")).Exits(0).Lines
            .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]));
    }

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        rota.Run("run", "-j", "1", "--array", "0-2", "--", "sh", "-c",
            "echo said $ROTA_TASK_INDEX; echo kept > $ROTA_OUTPUT_DIR/$ROTA_TASK_INDEX").Exits(0);
        test(rota);
    }
}
