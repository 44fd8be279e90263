using Rota.Store.Local;
using Rota.Store.Rules;

namespace Rota.Store.Sqlite.Files;

/// <summary>Opens the home store's file: makes missing tables, refuses what it cannot understand.</summary>
public static class Database
{
    /// <summary>Version of the tables. A higher one in a file was written by a later Rota.</summary>
    public const int SchemaVersion = 8;

    /// <summary>Marks the file as Rota's ("ROTA").</summary>
    internal const int ApplicationId = 0x524F5441;

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
                        DatabaseFile.Make(state, Schema.Create);
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
            throw ReadRule.NothingYet(state.Path);
        }

        return OpenKnown(state, writeLock: null, isReadOnly: true);
    }

    /// <summary>Opens a file that this version understands, or is made to.</summary>
    private static Connection OpenKnown(StateDirectory state, WriteLock? writeLock, bool isReadOnly)
    {
        var connection = Connection.Open(state.Database, isReadOnly);
        try
        {
            Schema.RefuseForeign(connection);
            if (Schema.VersionOf(connection) == SchemaVersion)
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

        // One of a yet later version may have been quicker.
        connection = Connection.Open(state.Database, isReadOnly);
        try
        {
            Schema.RefuseForeign(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Locked(WriteLock writeLock, Action work)
    {
        writeLock.Enter(LockRule.WaitMax);
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
