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
    /// <summary>Where the database is kept as it was.</summary>
    public static string CopyOf(StateDirectory state, int version) => $"{state.Database}.schema-{version}";

    /// <summary>Does so, where the state is of an earlier version. The caller holds the write lock.</summary>
    /// <exception cref="StoreException">Somebody serves the state, or there is no room for the copy.</exception>
    public static void Run(StateDirectory state)
    {
        using var connection = Connection.Open(state.Database);
        var version = Database.VersionOf(connection);
        if (version >= Database.SchemaVersion)
        {
            return;
        }

        RefuseServed(state, version);
        Keep(connection, CopyOf(state, version));
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

    private static void RefuseServed(StateDirectory state, int version)
    {
        if (FileLock.IsHeld(state.ServeLock) || FileLock.IsHeld(state.MembersLock))
        {
            throw new StoreException(
                StoreFailure.NewerSchema,
                $"{state.Path} is served by an earlier version of Rota (tables {version}, this one knows "
                    + $"{Database.SchemaVersion}). End that with `rota down` or Ctrl-C there: what runs goes on, "
                    + "and this version takes it over"
            );
        }
    }

    /// <summary>A copy of a half is none: it gets its name when it is whole.</summary>
    private static void Keep(Connection connection, string path)
    {
        var part = path + ".part";
        File.Delete(part);
        DatabaseFile.CreatePrivate(part).Dispose();
        connection.Prepare("VACUUM INTO ?1").Bind(1, part).Run();
        Durable.Rename(part, path);
    }
}
