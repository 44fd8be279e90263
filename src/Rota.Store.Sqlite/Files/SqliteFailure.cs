using Rota.Core.Model;
using SQLitePCL;

namespace Rota.Store.Sqlite.Files;

/// <summary>Turns what SQLite reports into a kind of failure and what to do about it.</summary>
internal static class SqliteFailure
{
    private const int WriteFailed = raw.SQLITE_IOERR | (3 << 8);
    private const int IndexNotLengthened = raw.SQLITE_IOERR | (19 << 8);

    /// <summary>What is stored cannot be read, whichever layer found out.</summary>
    public static StoreException Damage(string path, string what) =>
        new(
            StoreFailure.Damaged,
            $"{path} is not a sound database ({what}). "
                + "Serve it no more, see what rota check says, and restore a backup (rota restore FILE NEW-DIR); "
                + "what runs goes on. Or name another state with --state DIR"
        );

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
            raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT => Damage(path, text),
            raw.SQLITE_IOERR when result is WriteFailed or IndexNotLengthened => new(
                StoreFailure.Unreachable,
                $"writing {path} failed ({text}). Check space, quota, the limit of file sizes (ulimit -f) and the disk"
            ),
            raw.SQLITE_IOERR => new(
                StoreFailure.Broken,
                $"reading or writing {path} failed ({text}, {result}). "
                    + "Check the disk (dmesg); restore a backup if it is lost"
            ),
            raw.SQLITE_NOMEM => new(
                StoreFailure.Unreachable,
                $"no memory left to work on {path}. End something, or raise the limit (ulimit -v)"
            ),
            _ => throw new InvariantException($"SQLite refused a statement: {text} ({result})"),
        };
}
