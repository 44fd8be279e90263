using Rota.Core.Model;
using Rota.Store.Rules;
using Rota.Store.Sqlite.Files;
using Rota.Store.Turns;

namespace Rota.Store.Sqlite.Tables;

/// <summary>Leaves requests for whoever owns the job. Runs inside its caller's transaction.</summary>
internal static class Inbox
{
    /// <summary>Puts a request in; gives its number.</summary>
    public static long Put(Connection connection, JobId job, Request request, Instant now) =>
        Put(connection, job, RequestCodec.Encode(request), now);

    /// <summary>Puts one in that has its stored form already.</summary>
    public static long Put(Connection connection, JobId job, (string Kind, string Body) stored, Instant now)
    {
        connection
            .Prepare("INSERT INTO inbox (job, kind, body, at) VALUES (?1, ?2, ?3, ?4)")
            .Bind(1, job.Value)
            .Bind(2, stored.Kind)
            .Bind(3, stored.Body)
            .Bind(4, now.Micros)
            .Run();
        return connection.LastRowId;
    }

    /// <summary>Drops what a new runner that begins with chosen jobs only does not take over.</summary>
    public static void Drop(Connection connection)
    {
        var dropped = new List<long>();
        using (var rows = connection.Prepare("SELECT id, kind, body FROM inbox").Rows())
        {
            while (rows.Read())
            {
                if (SubmissionRule.IsDropped(RequestCodec.Decode(rows.Text(1), rows.Text(2))))
                {
                    dropped.Add(rows.Int64(0));
                }
            }
        }

        foreach (var request in dropped)
        {
            connection.Prepare("DELETE FROM inbox WHERE id = ?1").Bind(1, request).Run();
        }
    }
}
