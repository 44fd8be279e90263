using Rota.Store.Proofs;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Tables;

namespace Rota.Store.Sqlite.Queries;

/// <summary>What must hold of the timetable. Only ranks are this home's own: elsewhere they need no column.</summary>
internal sealed class FrameChecks(Connection connection)
{
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
                connection.Scalar("SELECT next FROM sequence WHERE name = 'incarnation'") ?? 0
            ),
            .. Ranks(),
        ];

    private List<(long Runner, string Account)> Demands()
    {
        var demands = new List<(long, string)>();
        using var rows = connection.Prepare("SELECT runner, account FROM demand").Rows();
        while (rows.Read())
        {
            demands.Add((rows.Int64(0), rows.Text(1)));
        }

        return demands;
    }

    private List<string> Ranks()
    {
        var wrong = new List<string>();
        using var rows = connection
            .Prepare(
                """
                SELECT 'member ' || id || ' has rank ' || rank || ' of ' || (SELECT count(*) FROM member) FROM member
                WHERE rank NOT BETWEEN 0 AND (SELECT count(*) - 1 FROM member)
                """
            )
            .Rows();
        while (rows.Read())
        {
            wrong.Add(rows.Text(0));
        }

        return wrong;
    }
}
