using Rota.Core.Model;
using Rota.Store.Records;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Tables;

namespace Rota.Store.Sqlite.Queries;

/// <summary>The entries of a job.</summary>
internal static class GroupQuery
{
    /// <summary>All of them, in their order.</summary>
    public static IReadOnlyList<GroupRow> Of(Connection connection, JobId id)
    {
        var groups = new List<GroupRow>();
        using var rows = connection
            .Prepare(
                "SELECT ordinal, name, total, next, rest, counts, held FROM task_group WHERE job = ?1 ORDER BY ordinal"
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
