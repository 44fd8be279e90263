using Rota.App.Serving;
using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Node.Agent;
using Rota.Node.Machine;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Nodes;
using Rota.Store.Records;

namespace Rota.App.Cells;

/// <summary>What is to be known of nodes by who looks at jobs: that one is cut off, or has withdrawn.</summary>
public static class NodeNotices
{
    /// <summary>Those of a state.</summary>
    public static IReadOnlyList<NodeNotice> Of(Site site)
    {
        var home = site.Open();
        using var reader = home.Read();
        return Of(home.State, reader, site.Node);
    }

    /// <summary>Those that a server tells of its cell.</summary>
    public static IReadOnlyList<NodeNotice> Of(CellNodes cell) =>
        [
            .. cell
                .Nodes.Where(node => !node.IsHome)
                .Select(node => Of(node.Name, node.IsHeard, node.Reason, node.InDoubt ?? 0))
                .OfType<NodeNotice>(),
        ];

    /// <summary>
    /// Those of a home that is read. While no daemon serves it, nobody hears of any node, which says nothing of them.
    /// </summary>
    internal static IReadOnlyList<NodeNotice> Of(StateDirectory state, IHomeReader reader, NodeOptions node)
    {
        NodeRow[] rows = [.. reader.CellNodes().Where(row => !row.IsRemoved)];
        if (rows.Length == 0 || Served.By(state, reader) is not { Kind: ServerKind.Daemon })
        {
            return [];
        }

        var doors = new NodeDoors(state, node);
        var live = new Lazy<IReadOnlyDictionary<NodeId, NodeAttempts>>(reader.Live.OnNodes);
        return
        [
            .. rows.Select(row =>
                    doors.IsThere(row.Id)
                        ? Of(row.Said.Name, true, row.Said.Withdrawn, 0)
                        : Of(row.Said.Name, false, null, live.Value.GetValueOrDefault(row.Id).All)
                )
                .OfType<NodeNotice>(),
        ];
    }

    private static NodeNotice? Of(string node, bool isHeard, string? withdrawn, int inDoubt) =>
        (isHeard, withdrawn, inDoubt) switch
        {
            (true, null, _) => null,
            (true, { } reason, _) => new(node, "withdrawn", 0, $"node {node} takes no work: {reason}; see: rota nodes"),
            (false, _, 0) => new(
                node,
                "cut off",
                0,
                $"node {node} is cut off: nothing of any job is there; see: rota nodes"
            ),
            _ => new(
                node,
                "cut off",
                inDoubt,
                $"node {node} is cut off: {Words.Count(inDoubt, "attempt")} there in doubt; see: rota nodes, or rota "
                    + "explain JOB.TASK for what becomes of one"
            ),
        };
}

/// <summary>That a node does not do what is expected of it.</summary>
/// <param name="Node">Its name.</param>
/// <param name="State">Cut off, or withdrawn.</param>
/// <param name="InDoubt">How many live attempts are there of which nobody knows how they are.</param>
/// <param name="Notice">All of it in a sentence, with where more is said.</param>
public sealed record NodeNotice(string Node, string State, int InDoubt, string Notice);
