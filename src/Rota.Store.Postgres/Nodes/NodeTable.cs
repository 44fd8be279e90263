using System.Collections.Immutable;
using Rota.Core.Model;
using Rota.Core.Placement.Nodes;
using Rota.Store.Nodes;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Specs;

namespace Rota.Store.Postgres.Nodes;

/// <summary>The nodes of the cell, and the machines that serve the home or have; the frame names one.</summary>
internal static class NodeTable
{
    /// <summary>The number of the machine that serves.</summary>
    public static NodeId Serving(Connection connection) => new(connection.Scalar("SELECT node FROM rota.frame")!.Value);

    /// <summary>All but that one, those that were removed too.</summary>
    public static ImmutableArray<NodeRow> All(Connection connection) =>
        Rows(connection, "id <> (SELECT node FROM rota.frame)");

    /// <summary>That one; null where nothing is known of it.</summary>
    public static NodeRow? Own(Connection connection) =>
        Rows(connection, "id = (SELECT node FROM rota.frame)").SingleOrDefault();

    /// <summary>The one of a number.</summary>
    public static NodeRow? Of(Connection connection, NodeId node) =>
        Rows(connection, $"id = {node.Value}").SingleOrDefault();

    /// <summary>All of them.</summary>
    public static ImmutableArray<NodeRow> Everyone(Connection connection) => Rows(connection, "true");

    private static ImmutableArray<NodeRow> Rows(Connection connection, string which)
    {
        var nodes = ImmutableArray.CreateBuilder<NodeRow>();
        using var rows = connection
            .Prepare(
                $"""
                SELECT id, name, capacity, said, standing, boot_epoch, removed, refusals,
                    coalesce((SELECT until FROM rota.site WHERE site.node = id), 0)
                FROM rota.node WHERE {which} ORDER BY id
                """
            )
            .Rows();
        while (rows.Read())
        {
            nodes.Add(
                new NodeRow
                {
                    Id = new NodeId(rows.Int64(0)),
                    Said = NodeForm.Read(rows.Text(1), CapacityForm.Read(rows.Text(2)), rows.Text(3)),
                    Standing = (NodeStanding)rows.Int32(4),
                    BootEpoch = rows.Int64(5),
                    IsRemoved = rows.Boolean(6),
                    Refusals = rows.Text(7),
                    ServedUntil = rows.Int64(8),
                }
            );
        }

        return nodes.ToImmutable();
    }

    /// <summary>The names of all, that of the home's own machine among them.</summary>
    public static IReadOnlyDictionary<NodeId, string> Names(Connection connection)
    {
        var names = new Dictionary<NodeId, string> { [Serving(connection)] = Environment.MachineName };
        using var rows = connection.Prepare("SELECT id, name FROM rota.node").Rows();
        while (rows.Read())
        {
            names[new NodeId(rows.Int64(0))] = rows.Text(1);
        }

        return names;
    }

    /// <summary>Puts a refusal before those that a node has, inside a turn.</summary>
    public static void Refused(Connection connection, NodeRefusal refusal) =>
        connection
            .Prepare(
                $"UPDATE rota.node SET refusals = substr($2 || refusals, 1, {KeptRefusals.CharsMax}) WHERE id = $1"
            )
            .Bind(1, refusal.Node.Value)
            .Bind(2, KeptRefusals.Write(refusal))
            .Run();

    public static void Put(Connection connection, NodeRow row) =>
        connection
            .Prepare(
                """
                INSERT INTO rota.node (id, name, capacity, said, standing, boot_epoch, removed, refusals)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, capacity = excluded.capacity,
                    said = excluded.said, standing = excluded.standing, boot_epoch = excluded.boot_epoch,
                    removed = excluded.removed, refusals = excluded.refusals
                """
            )
            .Bind(1, row.Id.Value)
            .Bind(2, row.Said.Name)
            .Bind(3, CapacityForm.Write(row.Said.Capacity))
            .Bind(4, NodeForm.Write(row.Said))
            .Bind(5, (long)row.Standing)
            .Bind(6, row.BootEpoch)
            .Bind(7, row.IsRemoved)
            .Bind(8, row.Refusals)
            .Run();
}
