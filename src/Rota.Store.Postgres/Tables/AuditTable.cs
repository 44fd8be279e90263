using Rota.Store.Audit;
using Rota.Store.Postgres.Sessions;

namespace Rota.Store.Postgres.Tables;

/// <summary>The entries of the audit. They are appended in the transaction of the change that they tell of.</summary>
internal static class AuditTable
{
    private const string Columns = """
        number, at, door, "user", uid, name, request, why, action, subject, before, after, previous, hash
        """;

    /// <summary>Writes the entry of a change. Its number is taken first: nobody else finds the same newest.</summary>
    public static void Append(Connection connection, Author author, Deed deed)
    {
        Sequences.Count(connection, Sequences.Audit);
        var entry = AuditChain.Next(Last(connection), author, deed);
        connection
            .Prepare(
                $"""
                INSERT INTO rota.audit ({Columns})
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
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

    /// <summary>The number that was given last. A home that was moved away gives none any more.</summary>
    public static long Newest(Connection connection) =>
        (Sequences.Next(connection, Sequences.Audit) - 1) ?? Last(connection)?.Number ?? 0;

    /// <summary>Entries, chosen and ordered by the end of a statement with a number.</summary>
    public static IReadOnlyList<AuditEntry> Where(Connection connection, string clause, long number, long limit)
    {
        var entries = new List<AuditEntry>();
        using var rows = connection
            .Prepare($"SELECT {Columns} FROM rota.audit {clause} LIMIT $2")
            .Bind(1, number)
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
        using var rows = connection.Prepare("SELECT number, hash FROM rota.audit ORDER BY number DESC LIMIT 1").Rows();
        return rows.Read() ? (rows.Int64(0), rows.Text(1)) : null;
    }

    private static AuditEntry Read(StatementRows rows) =>
        new()
        {
            Number = rows.Int64(0),
            Author = new Author
            {
                At = rows.Instant(1),
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
