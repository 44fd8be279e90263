using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Store.Claims;
using Rota.Store.Sqlite.Files;

namespace Rota.Store.Sqlite.Claims;

/// <summary>Claims from outside, and what became of them.</summary>
internal static class ClaimTable
{
    /// <summary>The one that has a key; null for none.</summary>
    public static ClaimRow? Of(Connection connection, string key) =>
        Find(connection, "key = ?1", statement => statement.Bind(1, key));

    /// <summary>Puts a new one in, and forgets those that are too old.</summary>
    public static void Add(Connection connection, ClaimRow row)
    {
        connection.Prepare("DELETE FROM claim WHERE request <= ?1").Bind(1, row.Request - ClaimRow.KeptMax).Run();
        connection
            .Prepare("INSERT INTO claim (request, job, grp, idx, node, key, made) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
            .Bind(1, row.Request)
            .Bind(2, row.Task.Job.Value)
            .Bind(3, (long)row.Task.Group)
            .Bind(4, (long)row.Task.Index)
            .Bind(5, row.Node)
            .Bind(6, row.Key)
            .Bind(7, row.Made.Micros)
            .Run();
    }

    /// <summary>One by its number; null for one that is not kept.</summary>
    public static ClaimRow? Find(Connection connection, long request) =>
        Find(connection, "request = ?1", statement => statement.Bind(1, request));

    /// <summary>Writes what became of one, inside a turn: what was said first, stays.</summary>
    public static void Answer(Connection connection, ClaimResult result) =>
        connection
            .Prepare(
                result.Request == 0
                    ? "UPDATE claim SET refused = ?3 WHERE attempt = ?1 AND attempt = ?2 AND refused = ''"
                    : "UPDATE claim SET attempt = ?2, refused = ?3 WHERE request = ?1"
            )
            .Bind(1, result.Request == 0 ? result.Attempt.Value : result.Request)
            .Bind(2, result.Attempt.Value)
            .Bind(3, ClaimForm.Write(result.Refused))
            .Run();

    private static ClaimRow? Find(Connection connection, string which, Func<Statement, Statement> bind)
    {
        using var rows = bind(
                connection.Prepare(
                    $"SELECT request, job, grp, idx, node, key, made, attempt, refused FROM claim WHERE {which}"
                )
            )
            .Rows();
        return rows.Read()
            ? new ClaimRow
            {
                Request = rows.Int64(0),
                Task = new TaskKey(new JobId(rows.Int64(1)), rows.Int32(2), rows.Int32(3)),
                Node = rows.Text(4),
                Key = rows.TextOrNull(5),
                Made = rows.Instant(6),
                Attempt = new AttemptId(rows.Int64(7)),
                Refused = ClaimForm.Read(rows.Text(8)),
            }
            : null;
    }
}
