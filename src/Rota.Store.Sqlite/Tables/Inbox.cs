using Rota.Core.Model;
using Rota.Store.Sqlite.Files;
using Rota.Store.Turns;

namespace Rota.Store.Sqlite.Tables;

/// <summary>Leaves requests for whoever owns the job. Runs inside its caller's transaction.</summary>
internal static class Inbox
{
    /// <summary>Puts a request in; gives its number.</summary>
    public static long Put(Connection connection, JobId job, Request request, Instant now)
    {
        var (kind, body) = RequestCodec.Encode(request);
        connection
            .Prepare("INSERT INTO inbox (job, kind, body, at) VALUES (?1, ?2, ?3, ?4)")
            .Bind(1, job.Value)
            .Bind(2, kind)
            .Bind(3, body)
            .Bind(4, now.Micros)
            .Run();
        return connection.LastRowId;
    }
}
