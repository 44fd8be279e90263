using Rota.Store.Copying;
using Rota.Store.Postgres.Sessions;

namespace Rota.Store.Postgres.Copying;

/// <summary>Rows of tables as they go from one home to another, within the transaction of the caller.</summary>
internal sealed class CopiedRows(Connection connection)
{
    private const int RowsAtOnce = 500;

    /// <summary>Those of a table, in pages.</summary>
    /// <param name="table">The table.</param>
    /// <param name="numbers">Sequences that have a row of their own here, and are given apart.</param>
    public IEnumerable<object?[]> Of(CopiedTable table, IEnumerable<string> numbers)
    {
        var condition =
            table.Name == "sequence"
                ? $"WHERE name NOT IN ({string.Join(", ", numbers.Select(name => $"'{name}'"))}) "
                : "";
        for (var (offset, isLast) = (0L, false); !isLast; offset += RowsAtOnce)
        {
            var sql =
                $"SELECT {table.ColumnList} FROM rota.{table.Name} {condition}ORDER BY {Key(table)} LIMIT $1 OFFSET $2";
            using var rows = Question.Told(
                () => connection.Prepare(sql).Bind(1, (long)RowsAtOnce).Bind(2, offset).Rows(),
                connection.Path
            );
            isLast = rows.Count < RowsAtOnce;
            while (rows.Read())
            {
                yield return
                [
                    .. table.Columns.Select((column, at) => rows.IsNull(at) ? null : Value(rows, column, at)),
                ];
            }
        }
    }

    /// <summary>Puts them into a table.</summary>
    public void Insert(CopiedTable table, IEnumerable<object?[]> rows)
    {
        var places = string.Join(", ", Enumerable.Range(1, table.Columns.Count).Select(number => $"${number}"));
        var insert = connection.Prepare($"INSERT INTO rota.{table.Name} ({table.ColumnList}) VALUES ({places})");
        foreach (var row in rows)
        {
            for (var at = 0; at < row.Length; at++)
            {
                _ = row[at] switch
                {
                    long number => insert.Bind(at + 1, number),
                    double fraction => insert.Bind(at + 1, fraction),
                    string text => insert.Bind(at + 1, text),
                    byte[] bytes => insert.Bind(at + 1, bytes.AsSpan()),
                    _ => insert.BindNull(at + 1, table.Columns[at].Kind),
                };
            }

            insert.Run();
        }
    }

    /// <summary>No key has more than four columns, and they stand first.</summary>
    private static string Key(CopiedTable table) =>
        string.Join(", ", Enumerable.Range(1, Math.Min(4, table.Columns.Count)));

    private static object Value(StatementRows rows, CopiedColumn column, int at) =>
        column.Kind switch
        {
            "t" => rows.Text(at),
            "d" => rows.Double(at),
            "b" => rows.Blob(at),
            _ => rows.Int64(at),
        };
}
