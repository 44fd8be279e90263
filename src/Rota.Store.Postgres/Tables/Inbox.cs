using Rota.Core.Model;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Rules;
using Rota.Store.Turns;

namespace Rota.Store.Postgres.Tables;

/// <summary>Requests for whoever owns the job. Those that leave one run inside their caller's transaction.</summary>
internal static class Inbox
{
    /// <summary>Puts a request in; gives its number.</summary>
    public static long Put(Connection connection, JobId job, Request request, Instant now) =>
        Put(connection, job, RequestCodec.Encode(request), now);

    /// <summary>Puts one in that has its stored form already.</summary>
    public static long Put(Connection connection, JobId job, (string Kind, string Body) stored, Instant now)
    {
        var number = Sequences.Take(connection, Sequences.Inbox);
        connection
            .Prepare("INSERT INTO rota.inbox (id, job, kind, body, at) VALUES ($1, $2, $3, $4, $5)")
            .Bind(1, number)
            .Bind(2, job.Value)
            .Bind(3, stored.Kind)
            .Bind(4, stored.Body)
            .Bind(5, now.Micros)
            .Run();
        return number;
    }

    /// <summary>All that no runner has carried out, without what they say.</summary>
    public static List<LeftRequest> All(Connection connection)
    {
        var requests = new List<LeftRequest>();
        using var rows = connection.Prepare("SELECT id, job FROM rota.inbox ORDER BY id").Rows();
        while (rows.Read())
        {
            requests.Add(new LeftRequest(rows.Int64(0), new JobId(rows.Int64(1))));
        }

        return requests;
    }

    /// <summary>What one of them says.</summary>
    public static Request Asked(Connection connection, LeftRequest left)
    {
        using var rows = connection.Prepare("SELECT kind, body FROM rota.inbox WHERE id = $1").Bind(1, left.Id).Rows();
        return rows.Read()
            ? RequestCodec.Decode(rows.Text(0), rows.Text(1))
            : throw new StoreException(
                StoreFailure.Fenced,
                $"request {left.Id} was carried out or dropped meanwhile; this runner looks again"
            );
    }

    /// <summary>Drops what a new runner that begins with chosen jobs only does not take over.</summary>
    public static void Drop(Connection connection)
    {
        var dropped = new List<long>();
        using (var rows = connection.Prepare("SELECT id, kind, body FROM rota.inbox").Rows())
        {
            while (rows.Read())
            {
                if (SubmissionRule.IsDropped(RequestCodec.Decode(rows.Text(1), rows.Text(2))))
                {
                    dropped.Add(rows.Int64(0));
                }
            }
        }

        connection.Prepare("DELETE FROM rota.inbox WHERE id = ANY ($1)").Bind(1, dropped.ToArray()).Run();
    }
}
