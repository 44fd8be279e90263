using Rota.Core.Model;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Rules;

namespace Rota.Store.Postgres.Tables;

/// <summary>How jobs stand, for who tells of a change.</summary>
internal static class Standings
{
    /// <summary>That of a job; null where there is none.</summary>
    public static JobStanding? Of(Connection connection, JobId job)
    {
        using var rows = connection
            .Prepare("SELECT state, priority, queue FROM rota.job WHERE id = $1")
            .Bind(1, job.Value)
            .Rows();
        return rows.Read() ? new JobStanding((JobState)rows.Int64(0), rows.Int32(1), rows.TextOrNull(2)) : null;
    }
}
