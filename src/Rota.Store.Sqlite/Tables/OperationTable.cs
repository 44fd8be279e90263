using Rota.Store.Operations;
using Rota.Store.Sqlite.Files;

namespace Rota.Store.Sqlite.Tables;

/// <summary>Operations, and how far they are.</summary>
internal static class OperationTable
{
    /// <summary>Operations, chosen and ordered by the end of a statement with one number.</summary>
    public static IReadOnlyList<OperationRow> Where(Connection connection, string clause, long number)
    {
        var found = new List<OperationRow>();
        using var rows = connection
            .Prepare($"SELECT number, state, body FROM operation {clause}")
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
        Where(connection, "WHERE number = ?1", number) is [var row] ? row : null;

    /// <summary>The number that the next one gets.</summary>
    public static long Next(Connection connection) =>
        (connection.Scalar("SELECT seq FROM sqlite_sequence WHERE name = 'operation'") ?? 0) + 1;

    /// <summary>Writes one, new or not.</summary>
    public static void Put(Connection connection, OperationRow row) =>
        connection
            .Prepare("INSERT OR REPLACE INTO operation (number, state, body) VALUES (?1, ?2, ?3)")
            .Bind(1, row.Number)
            .Bind(2, (long)row.State)
            .Bind(3, OperationForm.Write(row))
            .Run();
}
