using Rota.Store.Local;

namespace Rota.Store.Sqlite.Files;

/// <summary>Opens the home store's file: makes missing tables, refuses what it cannot understand.</summary>
public static class Database
{
    /// <summary>Version of the tables. A higher one in a file was written by a later Rota.</summary>
    public const int SchemaVersion = 6;

    /// <summary>Marks the file as Rota's ("ROTA").</summary>
    internal const int ApplicationId = 0x524F5441;

    /// <summary>The longest wait for the write lock before a writer gives up with a message.</summary>
    public static readonly TimeSpan WriteWait = TimeSpan.FromSeconds(10);

    /// <summary>Opens the database for writing, under the write lock where tables must be made.</summary>
    public static Connection OpenWriter(StateDirectory state, WriteLock writeLock)
    {
        state.HideFromGit();
        if (!DatabaseFile.Exists(state))
        {
            Locked(
                writeLock,
                () =>
                {
                    if (!DatabaseFile.Exists(state))
                    {
                        DatabaseFile.Make(state, Tables.Create);
                        Spare.Keep(state);
                    }
                }
            );
        }

        var connection = OpenKnown(state, writeLock, isReadOnly: false);
        try
        {
            if (!HasLog(connection))
            {
                // It is new, or somebody put a copy here: what SQLite copies has no log.
                Locked(writeLock, () => connection.Execute("PRAGMA journal_mode=WAL"));
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens the database for reading.</summary>
    public static Connection OpenReader(StateDirectory state)
    {
        if (!DatabaseFile.Exists(state))
        {
            throw new StoreException(
                StoreFailure.Unreachable,
                $"no jobs in {state.Path} yet. Submit one with `rota run`, or name the state with --state DIR"
            );
        }

        return OpenKnown(state, writeLock: null, isReadOnly: true);
    }

    /// <summary>The version of the tables in a file.</summary>
    internal static int VersionOf(Connection connection) => (int)(connection.Scalar("PRAGMA user_version") ?? 0);

    internal static void RefuseForeign(Connection connection)
    {
        var version = VersionOf(connection);
        if (version > SchemaVersion)
        {
            throw new StoreException(
                StoreFailure.NewerSchema,
                $"{connection.Path} was written by a later version of Rota "
                    + $"(tables {version}, this one knows {SchemaVersion}). "
                    + "Use that version, or name another state with --state DIR"
            );
        }

        if (connection.Scalar("PRAGMA application_id") is not ApplicationId)
        {
            throw new StoreException(
                StoreFailure.Unreachable,
                $"{connection.Path} is not a home store of Rota. Name another state with --state DIR"
            );
        }

        if (version is > 0 and < Migration.First)
        {
            throw new StoreException(
                StoreFailure.NewerSchema,
                $"{connection.Path} was written by an earlier version of Rota "
                    + $"(tables {version}, this one knows {SchemaVersion}). "
                    + "Finish its jobs with that version, or name another state with --state DIR"
            );
        }
    }

    /// <summary>Opens a file that this version understands, or is made to.</summary>
    private static Connection OpenKnown(StateDirectory state, WriteLock? writeLock, bool isReadOnly)
    {
        var connection = Connection.Open(state.Database, isReadOnly);
        try
        {
            RefuseForeign(connection);
            if (VersionOf(connection) == SchemaVersion)
            {
                return connection;
            }
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        connection.Dispose();
        using (var own = writeLock is null ? new WriteLock(state) : null)
        {
            Locked(writeLock ?? own!, () => Upgrade.Run(state));
        }

        return Connection.Open(state.Database, isReadOnly);
    }

    private static void Locked(WriteLock writeLock, Action work)
    {
        writeLock.Enter(WriteWait);
        try
        {
            work();
        }
        finally
        {
            writeLock.Exit();
        }
    }

    private static bool HasLog(Connection connection)
    {
        using var rows = connection.Prepare("PRAGMA journal_mode").Rows();
        return rows.Read() && rows.Text(0) == "wal";
    }
}
