using Rota.Linux.Files;
using Rota.Store.Audit;
using Rota.Store.Copying;
using Rota.Store.Local;
using Rota.Store.Rules;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Tables;

namespace Rota.Store.Sqlite.Copying;

/// <summary>All rows of a home on a SQLite file.</summary>
internal sealed class SqliteCopy : IHomeCopy
{
    private readonly StateDirectory state;
    private readonly Author author;
    private readonly WriteLock writeLock;
    private readonly Connection connection;

    /// <summary>Opens it, and holds the write lock from here on.</summary>
    public SqliteCopy(StateDirectory state, Author? author)
    {
        this.state = state;
        this.author = author ?? Author.Unnamed;
        writeLock = new WriteLock(state);
        if (!File.Exists(state.Database))
        {
            DatabaseFile.Make(state, Schema.Create);
        }

        connection = Database.OpenWriter(state, writeLock);
        writeLock.Enter(LockRule.WaitMax);
    }

    public string Place => state.Database;

    public bool IsUsed =>
        connection.Scalar("SELECT epoch + (SELECT count(*) FROM job) + (SELECT count(*) FROM audit) FROM frame") > 0;

    public IEnumerable<object?[]> Rows(CopiedTable table)
    {
        using var rows = connection.Prepare($"SELECT {table.ColumnList} FROM {table.Name}").Rows();
        while (rows.Read())
        {
            var row = new object?[table.Columns.Count];
            for (var column = 0; column < row.Length; column++)
            {
                row[column] = rows.Int64OrNull(column) is null
                    ? null
                    : table.Columns[column].Kind switch
                    {
                        "t" => rows.Text(column),
                        "d" => rows.Double(column),
                        "b" => rows.Blob(column),
                        _ => rows.Int64(column),
                    };
            }

            yield return row;
        }
    }

    public IReadOnlyDictionary<string, long> Numbers() =>
        NumberedTables.ToDictionary(
            table => table,
            table =>
                (connection.Prepare("SELECT seq FROM sqlite_sequence WHERE name = ?1").Bind(1, table).Scalar() ?? 0)
                + 1,
            StringComparer.Ordinal
        );

    public void Fill(IHomeCopy from)
    {
        connection.Execute("BEGIN IMMEDIATE");
        foreach (var table in CopiedTable.All)
        {
            connection.Execute($"DELETE FROM {table.Name}");
            var places = string.Join(", ", Enumerable.Range(1, table.Columns.Count).Select(number => $"?{number}"));
            var insert = connection.Prepare($"INSERT INTO {table.Name} ({table.ColumnList}) VALUES ({places})");
            foreach (var row in from.Rows(table))
            {
                Bind(insert, row).Run();
            }
        }

        foreach (var (name, next) in from.Numbers())
        {
            connection.Prepare("DELETE FROM sqlite_sequence WHERE name = ?1").Bind(1, name).Run();
            connection
                .Prepare("INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)")
                .Bind(1, name)
                .Bind(2, next - 1)
                .Run();
        }

        AuditTable.Append(connection, author, SettingDeeds.Move(from.Place, Place));
        connection.Execute("COMMIT");
        connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>A state whose home is nowhere else has it in its file.</summary>
    public void Adopt() { }

    public string Retire()
    {
        connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        connection.Dispose();
        var left = state.Database + ".moved";
        Durable.Rename(state.Database, left);
        File.Delete(state.Database + "-wal");
        File.Delete(state.Database + "-shm");
        return left;
    }

    public void Dispose()
    {
        connection.Dispose();
        writeLock.Exit();
        writeLock.Dispose();
    }

    private static readonly string[] NumberedTables = ["job", "inbox", "outbox", "schedule", "operation", "audit"];

    private static Statement Bind(Statement insert, object?[] row)
    {
        for (var column = 0; column < row.Length; column++)
        {
            _ = row[column] switch
            {
                long number => insert.Bind(column + 1, number),
                double fraction => insert.Bind(column + 1, fraction),
                string text => insert.Bind(column + 1, text),
                byte[] bytes => insert.Bind(column + 1, bytes.AsSpan()),
                _ => insert.Bind(column + 1, (string?)null),
            };
        }

        return insert;
    }
}
