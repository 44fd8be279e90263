using Rota.Core.Model;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;
using Rota.Store.Records;

namespace Rota.Store.Postgres.Queries;

/// <summary>The entries of jobs.</summary>
internal static class GroupQuery
{
    /// <summary>Those of a job.</summary>
    public static List<GroupRow> Of(Connection connection, JobId id)
    {
        var groups = new List<GroupRow>();
        using var rows = connection
            .Prepare(
                "SELECT ordinal, name, total, next, rest, counts, held FROM rota.task_group "
                    + "WHERE job = $1 ORDER BY ordinal"
            )
            .Bind(1, id.Value)
            .Rows();
        while (rows.Read())
        {
            var counts = new long[States.Count];
            Counts.Read(rows.Text(5), counts);
            groups.Add(
                new GroupRow(
                    rows.Int32(0),
                    rows.Text(1),
                    rows.Int32(2),
                    rows.Int32(3),
                    (TaskState)rows.Int32(4),
                    counts
                )
                {
                    Held = OrdinalRanges.Parse(rows.Text(6)),
                }
            );
        }

        return groups;
    }
}
