using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Store.Local;
using Rota.Store.Machines;
using Rota.Store.Nodes;
using Rota.Store.Postgres.Nodes;
using Rota.Store.Postgres.Sessions;

namespace Rota.Store.Postgres.Sites;

/// <summary>The number that a state directory has as a node of its home, given once, and noted in it.</summary>
internal sealed class Enrolment(Connection connection, StateDirectory state)
{
    private readonly SiteName name = new(state);

    /// <summary>This machine as the home knows it.</summary>
    /// <param name="said">What it is and has: counts where it has never served.</param>
    public NodeRow Own(NodeSaid said)
    {
        var row = NodeTable.Of(connection, Number(said.Name))!;
        return row.Said.HasCapacityOf(row.Said with { Capacity = Capacity.None })
            ? row with
            {
                Said = row.Said with { Capacity = said.Capacity },
            }
            : row;
    }

    /// <summary>The machine's number, given the first time.</summary>
    /// <param name="called">What it is called then; null for the name of its host.</param>
    public NodeId Number(string? called = null)
    {
        var known = connection.Prepare("SELECT node FROM rota.site WHERE state = $1").Bind(1, name.Text).Scalar();
        var own = known is { } number ? new NodeId(number) : EnrolAnew(called ?? Environment.MachineName);
        if (state.Node != own)
        {
            state.Node = own;
        }

        return own;
    }

    private NodeId EnrolAnew(string called)
    {
        var isFirst = connection.Scalar("SELECT count(*) FROM rota.site") == 0;
        var serving = NodeTable.Serving(connection);
        NodeRow[] others = [.. NodeTable.Everyone(connection).Where(row => !isFirst || row.Id != serving)];
        var row = ServingRule.Enrolled(others, called);
        if (isFirst)
        {
            row = NodeTable.Own(connection) ?? row with { Id = serving };
        }

        NodeTable.Put(connection, row);
        connection
            .Prepare("INSERT INTO rota.site (node, state, path, host) VALUES ($1, $2, $3, $4)")
            .Bind(1, row.Id.Value)
            .Bind(2, name.Text)
            .Bind(3, state.Path)
            .Bind(4, Environment.MachineName)
            .Run();
        return row.Id;
    }
}
