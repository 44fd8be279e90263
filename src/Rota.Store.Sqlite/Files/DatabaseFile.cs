using Rota.Core.Model;
using Rota.Linux.Faults;
using Rota.Linux.Files;
using Rota.Store.Local;

namespace Rota.Store.Sqlite.Files;

/// <summary>
/// The home store's file as a whole. It is made under another name and gets its own when it is complete, so one that is
/// empty or cut off is damage, whoever did it, and never a state that begins.
/// </summary>
internal static class DatabaseFile
{
    /// <summary>The smallest page that SQLite has: no database is shorter.</summary>
    private const int BytesMin = 512;

    /// <summary>Whether the state has its database; false in one that is new.</summary>
    /// <exception cref="StoreException">It had one, and that is gone or empty.</exception>
    public static bool Exists(StateDirectory state)
    {
        var file = new FileInfo(state.Database);
        return file switch
        {
            { Exists: true, Length: >= BytesMin } => true,
            { Exists: true, Length: 0 } => throw Damaged(state, "is empty"),
            { Exists: true } => throw Damaged(state, $"is cut off after {Counted.Text(file.Length, "byte")}"),
            _ when HadOne(state) => throw Damaged(state, "is gone, and this state had one"),
            _ => false,
        };
    }

    /// <summary>Makes the database of a new state. The caller holds the write lock.</summary>
    /// <param name="state">The state.</param>
    /// <param name="fill">Makes the tables.</param>
    public static void Make(StateDirectory state, Action<Connection> fill)
    {
        var part = state.Database + ".new";
        File.Delete(part);
        File.Delete(part + "-journal");
        CreatePrivate(part).Dispose();
        using (var connection = Connection.Open(part))
        {
            fill(connection);
        }

        CrashPoint.Reach("database-made");
        Durable.Rename(part, state.Database);
    }

    /// <summary>
    /// A new file that only its user may read. SQLite gives its log and index the mode of the database.
    /// </summary>
    public static FileStream CreatePrivate(string path) =>
        new(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }
        );

    private static bool HadOne(StateDirectory state)
    {
        var jobs = Path.GetDirectoryName(state.JobDirectory(0))!;
        return new FileInfo(state.Database + "-wal") is { Exists: true, Length: > 0 }
            || (Directory.Exists(jobs) && Directory.EnumerateFileSystemEntries(jobs).Any());
    }

    private static StoreException Damaged(StateDirectory state, string what) =>
        new(
            StoreFailure.Unreachable,
            $"{state.Database} {what}: this is damage, and nothing was changed. "
                + "Restore a backup (rota restore FILE NEW-DIR, then --state NEW-DIR); "
                + $"without one, move {state.Path} away to begin anew"
        );
}
