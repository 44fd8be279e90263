using Microsoft.Data.Sqlite;
using Rota.Linux.Clocks;

namespace Rota.Bench.Locks;

/// <summary>
/// A writer that takes no turns: it begins an immediate transaction whenever it likes, and waits as its driver does
/// (150 ms between tries) or, with <c>PRAGMA busy_timeout</c>, as SQLite does.
/// </summary>
internal static class DriverWriter
{
    private const int Busy = 5;

    /// <summary>The table of the real store that a row goes to.</summary>
    public const string Table = """
        CREATE TABLE task (job INTEGER NOT NULL, grp INTEGER NOT NULL, idx INTEGER NOT NULL, state INTEGER NOT NULL,
            attempts INTEGER NOT NULL, counted INTEGER NOT NULL, lost INTEGER NOT NULL, memory_factor REAL NOT NULL,
            not_before INTEGER NOT NULL, PRIMARY KEY (job, grp, idx)) STRICT, WITHOUT ROWID
        """;

    /// <summary>Makes the database.</summary>
    public static void Create(string file)
    {
        using var connection = Open(file, isRaw: false);
        Execute(connection, "PRAGMA journal_mode=WAL");
        Execute(connection, Table);
    }

    /// <summary>Opens it.</summary>
    /// <param name="file">The database.</param>
    /// <param name="isRaw">Whether SQLite itself waits for the lock.</param>
    public static SqliteConnection Open(string file, bool isRaw)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA synchronous=FULL");
        if (isRaw)
        {
            Execute(connection, "PRAGMA busy_timeout=30000");
        }

        return connection;
    }

    /// <summary>Commits one row after the other until the end.</summary>
    public static WriterResult Run(string file, bool isRaw, int rank, long start, long end)
    {
        var clock = new MonotonicClock();
        using var connection = Open(file, isRaw);
        using var never = new AutoResetEvent(false);
        using var insert = Insert(connection);
        _ = clock.WaitUntil(start, never);
        var log = new WaitLog(start);
        long failures = 0;
        for (var row = 0; clock.Now < end; row++)
        {
            var asked = clock.Now;
            try
            {
                using var transaction = connection.BeginTransaction(deferred: false);
                var got = clock.Now;
                insert.Transaction = transaction;
                insert.Parameters[0].Value = rank;
                insert.Parameters[1].Value = row;
                _ = insert.ExecuteNonQuery();
                transaction.Commit();
                log.Committed(asked, got, clock.Now);
            }
            catch (SqliteException error) when (error.SqliteErrorCode == Busy)
            {
                failures++;
                log.InVain(asked, clock.Now);
            }
        }

        return log.Result(failures, clock.Now);
    }

    /// <summary>The insert of a row, with its two parameters.</summary>
    public static SqliteCommand Insert(SqliteConnection connection)
    {
        var insert = connection.CreateCommand();
        insert.CommandText = "INSERT OR REPLACE INTO task VALUES ($rank, 0, $row, 7, 1, 0, 0, 1.0, 0)";
        _ = insert.Parameters.Add("$rank", SqliteType.Integer);
        _ = insert.Parameters.Add("$row", SqliteType.Integer);
        return insert;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Texts of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        _ = command.ExecuteNonQuery();
    }
}
