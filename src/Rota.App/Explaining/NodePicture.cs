using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Node.Agent;
using Rota.Node.Machine;
using Rota.Store.Home;
using Rota.Store.Local;

namespace Rota.App.Explaining;

/// <summary>The nodes as a runner would see them now, with nothing in their books.</summary>
internal static class NodePicture
{
    /// <summary>All of them: those that are not connected take no work.</summary>
    /// <param name="state">The directory of the state.</param>
    /// <param name="queries">The state.</param>
    /// <param name="node">What is stated of the own machine: it counts until a runner has said what there is.</param>
    /// <param name="capacity">What the own machine has, where the caller knows; null for what was said.</param>
    public static CellNodes Of(StateDirectory state, IHomeReader queries, NodeOptions node, Capacity? capacity = null)
    {
        var own = queries.OwnNode();
        var nodes = new CellNodes(
            new NodeLedger(capacity ?? own?.Said.Capacity ?? NodeCapacity.Detect(node, null), own?.Id),
            own?.Traits ?? new NodeTraits(Environment.MachineName)
        );
        nodes.Set(nodes.Own, own?.Offers ?? NodeStanding.Open);
        var reach = new NodeDoors(state, node);
        foreach (var row in queries.CellNodes().Where(row => !row.IsRemoved))
        {
            var known = nodes.Add(new CellNode(new NodeLedger(row.Said.Capacity, row.Id), row.Traits));
            nodes.Set(known, reach.IsThere(row.Id) ? row.Offers : NodeStanding.Silent);
        }

        return nodes;
    }
}
