using Rota.Store.Operations;
using Rota.Store.Postgres.Sessions;

namespace Rota.Store.Postgres.Tables;

/// <summary>Operations, and how far they are.</summary>
internal static class OperationTable
{
    /// <summary>Operations, chosen and ordered by the end of a statement with one number.</summary>
    public static IReadOnlyList<OperationRow> Where(Connection connection, string clause, long number)
    {
        var found = new List<OperationRow>();
        using var rows = connection
            .Prepare($"SELECT number, state, body FROM rota.operation {clause}")
            .Bind(1, number)
            .Rows();
        while (rows.Read())
        {
            found.Add(OperationForm.Read(rows.Int64(0), (OperationState)rows.Int64(1), rows.Text(2)));
        }

        return found;
    }

    /// <summary>One, or null.</summary>
    public static OperationRow? Find(Connection connection, long number) =>
        Where(connection, "WHERE number = $1", number) is [var row] ? row : null;

    /// <summary>One that nobody else changes before the transaction ends, or null.</summary>
    public static OperationRow? Hold(Connection connection, long number) =>
        Where(connection, "WHERE number = $1 FOR UPDATE", number) is [var row] ? row : null;

    /// <summary>Writes one, new or not.</summary>
    public static void Put(Connection connection, OperationRow row) =>
        connection
            .Prepare(
                """
                INSERT INTO rota.operation (number, state, body) VALUES ($1, $2, $3)
                ON CONFLICT (number) DO UPDATE SET state = excluded.state, body = excluded.body
                """
            )
            .Bind(1, row.Number)
            .Bind(2, (long)row.State)
            .Bind(3, OperationForm.Write(row))
            .Run();
}
