using Rota.Store.Audit;
using Rota.Store.Copying;
using Rota.Store.Local;
using Rota.Store.Postgres.Addresses;
using Rota.Store.Postgres.Schemas;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Sites;
using Rota.Store.Postgres.Tables;
using Rota.Store.Rules;

namespace Rota.Store.Postgres.Copying;

/// <summary>All rows of a home on PostgreSQL, for the state whose node runs its attempts.</summary>
internal sealed class PostgresCopy : IHomeCopy
{
    private const int RowsAtOnce = 500;
    private readonly StateDirectory state;
    private readonly Author author;
    private readonly Connection connection;

    /// <summary>Opens it; the tables are made where they are missing.</summary>
    public PostgresCopy(StateDirectory state, Server server, Author? author)
    {
        this.state = state;
        this.author = author ?? Author.Unnamed;
        connection = new Connection(server);
        Schema.Make(connection);
    }

    public string Place => connection.Path;

    public bool IsUsed =>
        connection.Scalar(
            "SELECT epoch + (SELECT count(*) FROM rota.job) + (SELECT count(*) FROM rota.audit) FROM rota.frame"
        ) > 0;

    public IEnumerable<object?[]> Rows(CopiedTable table) => connection.Streaming(Paged(table));

    public IReadOnlyDictionary<string, long> Numbers() =>
        OwnNumbers.ToDictionary(
            pair => pair.Key,
            pair => Sequences.Next(connection, pair.Value)!.Value,
            StringComparer.Ordinal
        );

    public void Fill(IHomeCopy from) =>
        Writing.Run(
            connection,
            () =>
            {
                new SiteTable(connection, state).Claim();
                foreach (var table in CopiedTable.All)
                {
                    connection.Execute($"DELETE FROM rota.{table.Name}");
                    Insert(table, from.Rows(table));
                }

                foreach (var (name, next) in from.Numbers())
                {
                    connection
                        .Prepare("INSERT INTO rota.sequence (name, next) VALUES ($1, $2)")
                        .Bind(1, OwnNumbers[name])
                        .Bind(2, next)
                        .Run();
                }

                AuditTable.Append(connection, author, SettingDeeds.Move(from.Place, Place));
                return true;
            }
        );

    public void Adopt() => HomeFile.Adopt(state, connection.Server.Home);

    public string Retire()
    {
        HomeFile.Forget(state);
        LastTurn.Forget(state);
        _ = Writing.Run(connection, () => Rewinding.Note(connection, long.MaxValue));
        return $"the schema rota at {connection.Path}";
    }

    public void Dispose() => connection.Dispose();

    private static readonly Dictionary<string, string> OwnNumbers = new(StringComparer.Ordinal)
    {
        ["job"] = Sequences.Job,
        ["inbox"] = Sequences.Inbox,
        ["outbox"] = Sequences.Outbox,
        ["schedule"] = Sequences.ScheduleId,
        ["operation"] = Sequences.Operation,
        ["audit"] = Sequences.Audit,
    };

    /// <summary>Numbers that have a row of their own here are given apart.</summary>
    private IEnumerable<object?[]> Paged(CopiedTable table)
    {
        var condition =
            table.Name == "sequence"
                ? $"WHERE name NOT IN ({string.Join(", ", OwnNumbers.Values.Select(name => $"'{name}'"))}) "
                : "";
        for (var (offset, isLast) = (0L, false); !isLast; offset += RowsAtOnce)
        {
            using var rows = connection
                .Prepare(
                    $"SELECT {table.ColumnList} FROM rota.{table.Name} {condition}"
                        + $"ORDER BY {Key(table)} LIMIT $1 OFFSET $2"
                )
                .Bind(1, (long)RowsAtOnce)
                .Bind(2, offset)
                .Rows();
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

    private void Insert(CopiedTable table, IEnumerable<object?[]> rows)
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
}
