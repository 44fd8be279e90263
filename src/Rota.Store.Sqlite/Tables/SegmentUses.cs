using Rota.Store.Local;
using Rota.Store.Rows;
using Rota.Store.Sqlite.Files;

namespace Rota.Store.Sqlite.Tables;

/// <summary>What the history refers to in the packed output of jobs.</summary>
internal static class SegmentUses
{
    /// <summary>How far the history refers to each segment of this machine: other nodes keep their own.</summary>
    public static IReadOnlyList<SegmentUse> Used(Connection connection)
    {
        var used = new List<SegmentUse>();
        using var rows = connection
            .Prepare(
                """
                SELECT job, segment, max(until) FROM (
                    SELECT job, out_segment AS segment, out_offset + out_length AS until FROM attempt WHERE node = 1
                    UNION ALL
                    SELECT job, err_segment, err_offset + err_length FROM attempt WHERE node = 1
                ) WHERE segment > 0 GROUP BY job, segment
                """
            )
            .Rows();
        while (rows.Read())
        {
            used.Add(new SegmentUse(rows.Int64(0), rows.Int32(1), rows.Int64(2)));
        }

        return used;
    }

    /// <summary>Notes that of a segment only so much is left: what the history has beyond that is lost.</summary>
    public static void Lose(Connection connection, SegmentUse use, long left)
    {
        foreach (var stream in (string[])["out", "err"])
        {
            connection
                .Prepare(
                    $"""
                    UPDATE attempt SET {stream}_segment = {OutputSegments.Lost}
                    WHERE node = 1 AND job = ?1 AND {stream}_segment = ?2 AND {stream}_offset + {stream}_length > ?3
                    """
                )
                .Bind(1, use.Job)
                .Bind(2, (long)use.Segment)
                .Bind(3, left)
                .Run();
        }
    }
}
