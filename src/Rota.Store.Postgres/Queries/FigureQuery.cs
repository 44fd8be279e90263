using Rota.Core.Model;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Records;

namespace Rota.Store.Postgres.Queries;

/// <summary>The history of a job in numbers, in pages.</summary>
internal static class FigureQuery
{
    /// <summary>Rows that are asked for at once: they are nine numbers each.</summary>
    private const long Page = 20_000;

    /// <summary>All of them, in the order of tasks.</summary>
    public static IEnumerable<AttemptFigures> Of(Connection connection, JobId id)
    {
        for (var (last, isLast) = ((Group: -1L, Index: 0L, Number: 0L), false); !isLast; )
        {
            using var rows = connection
                .Prepare(
                    """
                    SELECT grp, idx, number, outcome, started, ended, exit_code, signal, node FROM rota.attempt
                    WHERE job = $1 AND (grp, idx, number) > ($2, $3, $4) ORDER BY grp, idx, number LIMIT $5
                    """
                )
                .Bind(1, id.Value)
                .Bind(2, last.Group)
                .Bind(3, last.Index)
                .Bind(4, last.Number)
                .Bind(5, Page)
                .Rows();
            isLast = rows.Count < Page;
            while (rows.Read())
            {
                last = (rows.Int64(0), rows.Int64(1), rows.Int64(2));
                yield return Row(rows);
            }
        }
    }

    private static AttemptFigures Row(StatementRows rows) =>
        new(
            rows.Int32(0),
            rows.Int32(1),
            rows.Int32(2),
            (TaskState)rows.Int32(3),
            rows.InstantOrNull(4),
            rows.Instant(5),
            rows.Int32OrNull(6),
            rows.Int32OrNull(7),
            new NodeId(rows.Int64(8))
        );
}
