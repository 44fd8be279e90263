using System.Diagnostics.CodeAnalysis;
using SQLitePCL;

namespace Rota.Store.Sqlite.Files;

/// <summary>
/// One SQLite connection under the rules of turns: no automatic checkpoint, none at close, no memory map. Used by one
/// thread at a time. Talks to SQLite's own interface, because a driver's busy handling would sleep inside a turn.
/// </summary>
public sealed class Connection : IDisposable
{
    private const int NoCheckpointOnClose = 1006;
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(5);
    private readonly sqlite3 handle;
    private readonly Dictionary<string, Statement> statements = new(StringComparer.Ordinal);

    static Connection() => Batteries_V2.Init();

    private Connection(sqlite3 handle, string path)
    {
        this.handle = handle;
        Path = path;
    }

    /// <summary>The database file.</summary>
    public string Path { get; }

    /// <summary>The text of every statement that was prepared: a test looks at how SQLite carries them out.</summary>
    internal IReadOnlyCollection<string> Statements => statements.Keys;

    /// <summary>Version of the SQLite library in use.</summary>
    public static string LibraryVersion => raw.sqlite3_libversion().utf8_to_string();

    /// <summary>Opens the database; a read-only connection never creates it.</summary>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public static Connection Open(string path, bool isReadOnly = false)
    {
        var flags = isReadOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE;
        var result = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        var connection = new Connection(handle, path);
        try
        {
            connection.Check(result);
            connection.Check(raw.sqlite3_extended_result_codes(handle, 1));
            connection.Check(raw.sqlite3_db_config(handle, NoCheckpointOnClose, 1, out _));
            connection.Check(raw.sqlite3_busy_timeout(handle, (int)BusyTimeout.TotalMilliseconds));
            connection.Execute("PRAGMA mmap_size=0");
            connection.Execute("PRAGMA wal_autocheckpoint=0");
            connection.Execute("PRAGMA synchronous=FULL");
            connection.Execute("PRAGMA temp_store=MEMORY");

            // What is deleted is gone from the file, too: a job that stored a password can be got rid of.
            connection.Execute("PRAGMA secure_delete=ON");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs statements without parameters or rows.</summary>
    public void Execute([StringSyntax("sql")] string sql) => Check(raw.sqlite3_exec(handle, sql));

    /// <summary>A statement of this connection, prepared once. Bind, run, and it is ready again.</summary>
    public Statement Prepare([StringSyntax("sql")] string sql)
    {
        if (!statements.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared));
            statements[sql] = statement = new Statement(this, prepared);
        }

        return statement;
    }

    /// <summary>The row id of the last insert.</summary>
    public long LastRowId => raw.sqlite3_last_insert_rowid(handle);

    /// <summary>Rows changed by the last statement.</summary>
    public int Changed => raw.sqlite3_changes(handle);

    /// <summary>The single number a query gives, or null.</summary>
    public long? Scalar([StringSyntax("sql")] string sql)
    {
        using var rows = Prepare(sql).Rows();
        return rows.Read() ? rows.Int64OrNull(0) : null;
    }

    /// <summary>Runs the work in one read transaction: every query sees the same state.</summary>
    public T Reading<T>(Func<T> work)
    {
        Execute("BEGIN");
        T result;
        try
        {
            result = work();
        }
        catch
        {
            // On some failures SQLite has ended the transaction itself: the failure is the one to tell.
            WriteTransaction.RollBack(this);
            throw;
        }

        Execute("ROLLBACK");
        return result;
    }

    /// <summary>Rows of several queries, all from one state, for as long as they are gone through.</summary>
    public IEnumerable<T> Streaming<T>(IEnumerable<T> rows)
    {
        Execute("BEGIN");
        try
        {
            foreach (var row in rows)
            {
                yield return row;
            }
        }
        finally
        {
            WriteTransaction.RollBack(this);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in statements.Values)
        {
            statement.Dispose();
        }

        statements.Clear();
        handle.manual_close_v2();
    }

    internal void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw SqliteFailure.Of(result, raw.sqlite3_errmsg(handle).utf8_to_string(), Path, BusyTimeout);
        }
    }
}
