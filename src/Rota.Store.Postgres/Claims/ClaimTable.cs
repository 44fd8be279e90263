using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Store.Audit;
using Rota.Store.Claims;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;
using Rota.Store.Rules;
using Rota.Store.Turns;

namespace Rota.Store.Postgres.Claims;

/// <summary>Claims from outside, and what became of them.</summary>
internal static class ClaimTable
{
    /// <summary>Takes one in, inside its caller's transaction; one whose key is known is there already.</summary>
    public static (Claimed Claimed, Deed? Deed) Take(
        Connection connection,
        JobId job,
        Request.Claim claim,
        string? key,
        Instant now
    )
    {
        Sequences.Hold(connection, Sequences.Inbox);
        if (key is not null && Find(connection, "key = $1", statement => statement.Bind(1, key)) is { } known)
        {
            return (new Claimed(known, IsNew: false), null);
        }

        var deed = JobDeeds.Ask(job, Standings.Of(connection, job), claim);
        var row = new ClaimRow
        {
            Request = Inbox.Put(connection, job, claim, now),
            Task = new TaskKey(job, claim.Group, claim.Index),
            Node = claim.Node,
            Key = key,
            Made = now,
        };
        connection.Prepare("DELETE FROM rota.claim WHERE request <= $1").Bind(1, row.Request - ClaimRow.KeptMax).Run();
        connection
            .Prepare(
                "INSERT INTO rota.claim (request, job, grp, idx, node, key, made) VALUES ($1, $2, $3, $4, $5, $6, $7)"
            )
            .Bind(1, row.Request)
            .Bind(2, job.Value)
            .Bind(3, (long)claim.Group)
            .Bind(4, (long)claim.Index)
            .Bind(5, claim.Node)
            .Bind(6, key)
            .Bind(7, now.Micros)
            .Run();
        return (new Claimed(row, IsNew: true), deed);
    }

    /// <summary>One by its number; null for one that is not kept.</summary>
    public static ClaimRow? Find(Connection connection, long request) =>
        Find(connection, "request = $1", statement => statement.Bind(1, request));

    /// <summary>Writes what became of one, inside a turn: what was said first, stays.</summary>
    public static void Answer(Connection connection, ClaimResult result) =>
        connection
            .Prepare(
                result.Request == 0
                    ? "UPDATE rota.claim SET refused = $3 WHERE attempt = $1 AND attempt = $2 AND refused = ''"
                    : "UPDATE rota.claim SET attempt = $2, refused = $3 WHERE request = $1"
            )
            .Bind(1, result.Request == 0 ? result.Attempt.Value : result.Request)
            .Bind(2, result.Attempt.Value)
            .Bind(3, ClaimForm.Write(result.Refused))
            .Run();

    private static ClaimRow? Find(Connection connection, string which, Func<Statement, Statement> bind)
    {
        using var rows = bind(
                connection.Prepare(
                    $"SELECT request, job, grp, idx, node, key, made, attempt, refused FROM rota.claim WHERE {which}"
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
