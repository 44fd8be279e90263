using System.Formats.Tar;
using System.Text;
using Rota.Store.Sqlite.Backups;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Queries;
using Rota.Store.Local;

namespace Rota.Store.Tests;

/// <summary>The archive itself: every damage to it is seen, and nothing in it reaches beyond its directory.</summary>
public sealed class BackupTests
{
    private const int Damages = 200;

    [Fact]
    public void A_backup_is_a_whole_store() => Using((home, archive, place) =>
    {
        home.Submit(Home.Spec());
        using (var restore = new Restore(place))
        {
            Assert.Empty(restore.Unpack(archive).Missing);
            restore.Finish();
        }

        var state = StateDirectory.Open(place, create: false);
        using var queries = new JobQueries(state);
        Assert.Single(queries.Jobs(9));
        Assert.Empty(queries.Proof.Run());
        Assert.Empty(queries.Proof.Output());
        Assert.Equal("some output", File.ReadAllText(OutputSegments.PathOf(state.JobDirectory(1), 1)));
    });

    [Fact]
    public void A_flipped_bit_anywhere_that_counts_is_seen() => Using((_, archive, place) =>
    {
        var whole = File.ReadAllBytes(archive);
        var random = new Random(7);
        var refused = 0;
        for (var round = 0; round < Damages; round++)
        {
            var bytes = whole.ToArray();
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(archive, bytes);
            if (IsRefused(archive, place))
            {
                refused++;
                continue;
            }

            // A bit of padding, or of a time: what is restored is what was written.
            using var restore = new Restore(place);
            var state = restore.Unpack(archive).State;
            using var queries = new JobQueries(state);
            Assert.Empty(queries.Proof.Run());
            Assert.Empty(queries.Proof.Output());
            Assert.Equal("some output", File.ReadAllText(OutputSegments.PathOf(state.JobDirectory(1), 1)));
        }

        Assert.InRange(refused, Damages / 2, Damages);
    });

    [Fact]
    public void An_archive_that_is_cut_off_anywhere_is_refused() => Using((_, archive, place) =>
    {
        var whole = File.ReadAllBytes(archive);

        // The last two blocks only say that nothing follows.
        for (var length = 0; length < whole.Length - 1_024; length += 1_536)
        {
            File.WriteAllBytes(archive, whole[..length]);
            Assert.True(IsRefused(archive, place), $"cut off after {length} bytes");
        }
    });

    [Theory]
    [InlineData("../outside")]
    [InlineData("/outside")]
    [InlineData("jobs/../../outside")]
    [InlineData("jobs/1/../../../outside")]
    [InlineData("keeper/journal")]
    [InlineData("rota.db-wal")]
    public void A_name_that_leads_elsewhere_is_refused(string name) => Using((_, archive, place) =>
    {
        Write(archive, tar => Put(tar, name, "evil"));
        Assert.True(IsRefused(archive, place));
        Assert.False(File.Exists(Path.Combine(Path.GetDirectoryName(place)!, "outside")));
    });

    [Fact]
    public void Nothing_is_written_through_a_link_of_the_archive() => Using((home, archive, place) =>
    {
        var outside = Directory.CreateDirectory(Path.Combine(home.State.Path, "outside")).FullName;
        Write(archive, tar =>
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "jobs/1/files") { LinkName = outside });
            Put(tar, "jobs/1/files/evil", "evil");
        });
        Assert.True(IsRefused(archive, place));
        Assert.Empty(Directory.GetFiles(outside));
    });

    [Fact]
    public void An_archive_of_a_later_version_is_refused_as_such() => Using((_, archive, place) =>
    {
        using (var tar = new TarWriter(File.Create(archive)))
        {
            Put(tar, "rota-backup.json", """{"rota_backup": 2, "files": {}}""");
        }

        using var restore = new Restore(place);
        Assert.Equal(StoreFailure.NewerSchema, Assert.Throws<StoreException>(() => restore.Unpack(archive)).Failure);
    });

    [Fact]
    public void A_restored_state_is_served_by_nobody_and_gives_no_number_of_an_attempt_again() => Using((home, _, place) =>
    {
        home.Execute("UPDATE frame SET serves_all = 1; INSERT INTO sequence VALUES ('rewound', 9)");
        var archive = home.State.Path + ".tar";
        Backup.Write(home.State, archive, withFiles: true, replaces: false);
        using var restore = new Restore(place);
        restore.Unpack(archive);
        restore.Finish();
        File.Delete(archive);
        var before = home.Scalar("SELECT next FROM sequence WHERE name = 'attempt'");
        using var connection = Connection.Open(Path.Combine(place, "rota.db"));
        Assert.Equal(0, connection.Scalar("SELECT serves_all FROM frame"));
        var first = connection.Scalar("SELECT next FROM sequence WHERE name = 'attempt'");
        Assert.True(first > before + 1_000_000_000, $"{first} after {before}");
        Assert.True(connection.Scalar("SELECT epoch FROM frame") > home.Scalar("SELECT epoch FROM frame") + 1_000);
        Assert.Null(connection.Scalar("SELECT next FROM sequence WHERE name = 'rewound'"));
    });

    private static bool IsRefused(string archive, string place)
    {
        using var restore = new Restore(place);
        try
        {
            restore.Unpack(archive);
            return false;
        }
        catch (StoreException error)
        {
            Assert.True(error.Failure is StoreFailure.Damaged or StoreFailure.NewerSchema, error.Message);
            return true;
        }
    }

    private static void Write(string archive, Action<TarWriter> write)
    {
        using var tar = new TarWriter(File.Create(archive));
        Put(tar, "rota-backup.json", """{"rota_backup": 1, "files": {}}""");
        write(tar);
        Put(tar, "manifest.json", """{"rota_backup": 1, "files": {}}""");
    }

    private static void Put(TarWriter tar, string name, string text)
    {
        using var data = new MemoryStream(Encoding.UTF8.GetBytes(text));
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = data });
    }

    /// <summary>A state with one job and its output, a backup of it, and a place for another state.</summary>
    private static void Using(Action<Home, string, string> test)
    {
        using var home = new Home();
        var job = home.Submit(Home.Spec(8));
        using (var store = home.Open())
        {
            var player = new Player(store);
            player.Turn();
            player.Turn(exitCode: 0);
        }

        Directory.CreateDirectory(home.State.JobDirectory(job.Value));
        File.WriteAllText(OutputSegments.PathOf(home.State.JobDirectory(job.Value), 1), "some output that goes on");
        home.Execute("UPDATE attempt SET out_segment = 1, out_offset = 0, out_length = 11 WHERE idx = 0");
        var directory = Directory.CreateTempSubdirectory("rota-backup-").FullName;
        try
        {
            var archive = Path.Combine(directory, "one.tar");
            Assert.Empty(Backup.Write(home.State, archive, withFiles: true, replaces: false));
            test(home, archive, Path.Combine(directory, "new"));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
