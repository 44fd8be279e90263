using Rota.Core.Model;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Rows;

namespace Rota.Store.Postgres.Tables;

/// <summary>What the history refers to in the packed output of jobs.</summary>
internal static class SegmentUses
{
    /// <summary>How far the history refers to each segment of this machine: other nodes keep their own.</summary>
    public static IReadOnlyList<SegmentUse> Used(Connection connection, NodeId node)
    {
        var used = new List<SegmentUse>();
        using var rows = connection
            .Prepare(
                """
                SELECT job, segment, max(until) FROM (
                    SELECT job, out_segment AS segment, out_offset + out_length AS until FROM rota.attempt
                    WHERE node = $1
                    UNION ALL
                    SELECT job, err_segment, err_offset + err_length FROM rota.attempt WHERE node = $1
                ) AS used WHERE segment > 0 GROUP BY job, segment
                """
            )
            .Bind(1, node.Value)
            .Rows();
        while (rows.Read())
        {
            used.Add(new SegmentUse(rows.Int64(0), rows.Int32(1), rows.Int64(2)));
        }

        return used;
    }
}
