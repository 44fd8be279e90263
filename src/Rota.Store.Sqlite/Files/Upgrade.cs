using Rota.Linux.Faults;
using Rota.Linux.Files;
using Rota.Store.Local;

namespace Rota.Store.Sqlite.Files;

/// <summary>
/// Takes a state of an earlier version over. Nobody may serve it meanwhile: processes of that version know the old
/// tables. Tasks that run do not mind: their keeper knows no tables at all.
/// </summary>
internal static class Upgrade
{
    /// <summary>How the kept databases are called.</summary>
    public const string Copies = "rota.db.schema-*";

    /// <summary>Bytes for what is written beside the copy.</summary>
    private const long Slack = 4L << 20;

    /// <summary>Who only looks whether a lock is held has it for a moment.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Where the database is kept as it was.</summary>
    public static string CopyOf(StateDirectory state, int version) => $"{state.Database}.schema-{version}";

    /// <summary>Removes the kept databases: what is pruned must not live on in one.</summary>
    /// <returns>How many bytes they took.</returns>
    public static long Forget(StateDirectory state)
    {
        var bytes = 0L;
        foreach (var copy in new DirectoryInfo(state.Path).GetFiles(Copies))
        {
            bytes += copy.Length;
            copy.Delete();
        }

        return bytes;
    }

    /// <summary>Does so, where the state is of an earlier version. The caller holds the write lock.</summary>
    /// <exception cref="StoreException">Somebody serves the state, or there is no room for the copy.</exception>
    public static void Run(StateDirectory state)
    {
        using var connection = Connection.Open(state.Database);
        Schema.RefuseForeign(connection);
        var version = Schema.VersionOf(connection);
        if (version == Database.SchemaVersion)
        {
            return;
        }

        // Held until all is written: who begins to serve meanwhile waits, and finds the new tables.
        using var serving = new FileLock(state.ServeLock);
        using var members = new FileLock(state.MembersLock);
        if (!serving.TryEnter(Patience) || !members.TryEnter(Patience))
        {
            throw Served(state, connection, version);
        }

        Keep(state, connection, CopyOf(state, version));
        CrashPoint.Reach("upgrade-copied");
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            Migration.Run(connection, version);
            CrashPoint.Reach("upgrade-written");
            connection.Execute("COMMIT");
        }
        catch
        {
            WriteTransaction.RollBack(connection);
            throw;
        }
    }

    private static StoreException Served(StateDirectory state, Connection connection, int version)
    {
        var pids = new SortedSet<long>();
        if (long.TryParse(FileLock.HolderOf(state.ServeLock), out var holder))
        {
            pids.Add(holder);
        }

        using var rows = connection.Prepare("SELECT pid FROM member").Rows();
        while (rows.Read())
        {
            pids.Add(rows.Int64(0));
        }

        var who = string.Join(' ', pids);
        return new StoreException(
            StoreFailure.NewerSchema,
            $"{state.Path} is served by an earlier version of Rota (tables {version}, this one knows "
                + $"{Database.SchemaVersion}): pid {who}. End it with kill {who}, or with its own rota down: "
                + "what runs goes on, and this version takes it over"
        );
    }

    /// <summary>A copy of a half is none: it gets its name when it is whole.</summary>
    private static void Keep(StateDirectory state, Connection connection, string path)
    {
        var part = path + ".part";
        Discard(part);
        var database = connection.Scalar("PRAGMA page_count")!.Value * connection.Scalar("PRAGMA page_size")!.Value;
        var needed = database + (database / 8) + Slack;
        if (new DriveInfo(state.Path).AvailableFreeSpace is var free && free < needed)
        {
            throw new StoreException(
                StoreFailure.DiskFull,
                $"{state.Path} is of an earlier version of Rota, and is taken over only with a copy kept: that needs "
                    + $"{Megabytes(needed)}, and {Megabytes(free)} are free. Free some, or use that version to prune"
            );
        }

        try
        {
            DatabaseFile.CreatePrivate(part).Dispose();
            connection.Prepare("VACUUM INTO ?1").Bind(1, part).Run();
            Durable.Rename(part, path);
        }
        catch
        {
            Discard(part);
            throw;
        }
    }

    private static void Discard(string part)
    {
        File.Delete(part);
        File.Delete(part + "-journal");
    }

    private static string Megabytes(long bytes) => $"{(bytes >> 20) + 1} MB";
}
