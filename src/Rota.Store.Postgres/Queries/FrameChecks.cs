using Rota.Core.Placement;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;
using Rota.Store.Proofs;

namespace Rota.Store.Postgres.Queries;

/// <summary>
/// What must hold of the timetable. This home's own are ranks, which need no column elsewhere, and the sequences of
/// changes, of which there may be millions.
/// </summary>
internal sealed class FrameChecks(Connection connection)
{
    private static readonly string[] Own =
    [
        """
            SELECT 'member ' || id || ' has rank ' || rank || ' of ' || (SELECT count(*) FROM rota.member)
            FROM rota.member
            WHERE rank NOT BETWEEN 0 AND (SELECT count(*) - 1 FROM rota.member)
            """,
        """
            SELECT 'partition ' || p.id || ' counts ' || p.changes || ' changes, and its newest is ' || max(c.newest)
            FROM rota.partition p JOIN rota.change c ON c.partition = p.id GROUP BY p.id
            HAVING max(c.newest) <> p.changes
            """,
        """
            SELECT 'partition ' || partition || ' has no change after ' || newest || ' and before ' || following
            FROM (
                SELECT partition, newest, lead(newest - count) OVER (PARTITION BY partition ORDER BY newest)
                    AS following FROM rota.change) AS one
            WHERE following <> newest
            """,
    ];

    private readonly FrameTable frames = new(connection);

    /// <summary>A sentence for each violation.</summary>
    public IEnumerable<string> Run() =>
        [
            .. FrameProof.Violations(
                frames.Row(),
                frames.Members(),
                frames.Partitions(),
                Demands(),
                AccountTable.All(connection),
                connection.Scalar("SELECT next FROM rota.sequence WHERE name = 'incarnation'") ?? 0
            ),
            .. Own.SelectMany(Rows),
        ];

    private List<(long Runner, AccountId Account)> Demands()
    {
        var demands = new List<(long, AccountId)>();
        using var rows = connection.Prepare("SELECT runner, account FROM rota.demand").Rows();
        while (rows.Read())
        {
            demands.Add((rows.Int64(0), AccountId.Parse(rows.Text(1))));
        }

        return demands;
    }

    private IEnumerable<string> Rows(string sql)
    {
        using var rows = connection.Prepare(sql).Rows();
        while (rows.Read())
        {
            yield return rows.Text(0);
        }
    }
}
