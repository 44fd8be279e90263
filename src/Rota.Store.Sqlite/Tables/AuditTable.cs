using Rota.Core.Model;
using Rota.Store.Audit;
using Rota.Store.Sqlite.Files;

namespace Rota.Store.Sqlite.Tables;

/// <summary>The entries of the audit. They are appended in the transaction of the change that they tell of.</summary>
internal static class AuditTable
{
    private const string Columns =
        "number, at, door, user, uid, name, request, why, action, subject, before, after, previous, hash";

    /// <summary>Writes the entry of a change.</summary>
    public static void Append(Connection connection, Author author, Deed deed)
    {
        var entry = AuditChain.Next(Last(connection), author, deed);
        connection
            .Prepare(
                $"""
                INSERT INTO audit ({Columns})
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
                """
            )
            .Bind(1, entry.Number)
            .Bind(2, author.At.Micros)
            .Bind(3, (long)author.Door)
            .Bind(4, author.User)
            .Bind(5, author.Uid)
            .Bind(6, author.Name)
            .Bind(7, author.Request)
            .Bind(8, author.Why)
            .Bind(9, deed.Action)
            .Bind(10, deed.Subject)
            .Bind(11, deed.Before)
            .Bind(12, deed.After)
            .Bind(13, entry.Previous)
            .Bind(14, entry.Hash)
            .Run();
    }

    /// <summary>The number that was given last.</summary>
    public static long Newest(Connection connection) =>
        connection.Scalar("SELECT seq FROM sqlite_sequence WHERE name = 'audit'") ?? 0;

    /// <summary>Entries, chosen and ordered by the end of a statement with one or two numbers.</summary>
    public static IReadOnlyList<AuditEntry> Where(Connection connection, string clause, long first, long limit)
    {
        var entries = new List<AuditEntry>();
        using var rows = connection
            .Prepare($"SELECT {Columns} FROM audit {clause} LIMIT ?2")
            .Bind(1, first)
            .Bind(2, limit)
            .Rows();
        while (rows.Read())
        {
            entries.Add(Read(rows));
        }

        return entries;
    }

    private static (long Number, string Hash)? Last(Connection connection)
    {
        using var rows = connection.Prepare("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1").Rows();
        return rows.Read() ? (rows.Int64(0), rows.Text(1)) : null;
    }

    private static AuditEntry Read(StatementRows rows) =>
        new()
        {
            Number = rows.Int64(0),
            Author = new Author
            {
                At = new Instant(rows.Int64(1)),
                Door = (Door)rows.Int64(2),
                User = rows.TextOrNull(3),
                Uid = rows.Int64OrNull(4),
                Name = rows.TextOrNull(5),
                Request = rows.TextOrNull(6),
                Why = rows.TextOrNull(7),
            },
            Deed = new Deed(rows.Text(8), rows.Text(9), rows.TextOrNull(10), rows.TextOrNull(11)),
            Previous = rows.Text(12),
            Hash = rows.Text(13),
        };
}
