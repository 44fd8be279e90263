using Rota.Core.Model;
using SQLitePCL;

namespace Rota.Store.Sqlite;

/// <summary>Turns what SQLite reports into a kind of failure and what to do about it.</summary>
internal static class SqliteFailure
{
    /// <summary>The failure for a result code, with the sentence for people.</summary>
    /// <param name="result">The extended result code.</param>
    /// <param name="text">SQLite's own words.</param>
    /// <param name="path">The database file.</param>
    /// <param name="waited">How long a lock of another process was waited for.</param>
    public static StoreException Of(int result, string text, string path, TimeSpan waited) =>
        (result & 0xff) switch
        {
            raw.SQLITE_FULL => new(
                StoreFailure.DiskFull,
                $"no space left for {path}. Free space; Rota goes on by itself"
            ),
            raw.SQLITE_READONLY => new(
                StoreFailure.ReadOnly,
                $"{path} is read-only. Make it writable, or name another state with --state DIR"
            ),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new(
                StoreFailure.Busy,
                $"another process has held {path} for more than {waited.TotalSeconds:0} s. See `rota doctor`"
            ),
            raw.SQLITE_CANTOPEN => new(
                StoreFailure.Unreachable,
                $"cannot open {path}. Check that the directory exists and is yours, or name another with --state DIR"
            ),
            raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT => new(
                StoreFailure.Unreachable,
                $"{path} is not a sound database ({text}). "
                    + "Restore a backup (rota restore FILE NEW-DIR), or name another state with --state DIR"
            ),
            raw.SQLITE_IOERR => new(
                StoreFailure.Unreachable,
                $"reading or writing {path} failed ({text}). Check the disk"
            ),
            _ => throw new InvariantException($"SQLite refused a statement: {text} ({result})"),
        };
}
