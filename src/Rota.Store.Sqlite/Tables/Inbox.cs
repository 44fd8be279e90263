using Rota.Core.Model;
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
}
