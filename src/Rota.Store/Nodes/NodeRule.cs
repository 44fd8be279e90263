using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Linux.Faults;
using Rota.Store.Audit;
using Rota.Store.Specs;

namespace Rota.Store.Nodes;

/// <summary>What becomes of the nodes that a home knows.</summary>
public static class NodeRule
{
    /// <summary>Takes in what a node says of itself.</summary>
    /// <param name="stored">What the home knows of nodes but its own machine.</param>
    /// <param name="said">What this one says.</param>
    /// <param name="epoch">The epoch of the frame.</param>
    /// <returns>Its row, and what that changes for runners.</returns>
    public static (NodeRow Row, NodeNews News) Registered(
        IReadOnlyCollection<NodeRow> stored,
        NodeSaid said,
        long epoch
    )
    {
        var before = Named(stored, said.Name);
        if (before is null)
        {
            var taken = stored.Where(row => !row.IsRemoved || !PlantedBug.Is(PlantedBug.NumberAgain));
            var id = taken.Select(row => row.Id.Value).Append(NodeId.Home.Value).Max() + 1;
            return (new NodeRow { Id = new NodeId(id), Said = said }, NodeNews.Changed);
        }

        if (before.Said.Equals(said))
        {
            return (before, NodeNews.None);
        }

        // All runners begin anew with the epoch: what they commit from then on is meant for the machine as it is now.
        return PlantedBug.Is(PlantedBug.BootRaisesNothing) ? (before with { Said = said }, NodeNews.Changed)
            : before.Said.Boot != said.Boot ? (before with { Said = said, BootEpoch = epoch + 1 }, NodeNews.Anew)
            : before.Said.HasCapacityOf(said) ? (before with { Said = said }, NodeNews.Changed)
            : (before with { Said = said }, NodeNews.Anew);
    }

    /// <summary>
    /// The home's own machine, of which a runner says what it has. What people said of it stays; null for nothing yet.
    /// </summary>
    public static NodeRow Own(NodeRow? stored, string name, Capacity capacity) =>
        stored is null
            ? new NodeRow
            {
                Id = NodeId.Home,
                Said = new NodeSaid
                {
                    Name = name,
                    Capacity = capacity,
                    Boot = "",
                    State = "",
                },
            }
            : stored with
            {
                Said = stored.Said with { Name = name, Capacity = capacity },
            };

    /// <summary>The one of these that people mean by a name; null for none.</summary>
    public static NodeRow? Named(IEnumerable<NodeRow> rows, string name) =>
        rows.FirstOrDefault(row => row.Said.Name == name && !row.IsRemoved);

    /// <summary>What the audit tells of the labels of the home's own machine; null where they stay.</summary>
    public static Deed? Labelled(NodeRow before, NodeRow after) =>
        before.Said.Equals(after.Said)
            ? null
            : new("node.label", $"node {after.Said.Name}", Labels(before.Said), Labels(after.Said));

    private static string Labels(NodeSaid said) =>
        Properties.Object(json =>
        {
            json.Text("zone", said.Zone);
            json.Map("labels", said.Labels);
        });

    /// <summary>What the audit tells of a node's standing.</summary>
    public static Deed Stood(NodeRow before, NodeRow after) =>
        new($"node.{(after.IsRemoved ? "remove" : "stand")}", $"node {before.Said.Name}", Text(before), Text(after));

    private static string Text(NodeRow row) =>
        Properties.Object(json => json.Text("standing", row.IsRemoved ? "removed" : Word(row.Standing)));

    private static string Word(NodeStanding standing) => standing.ToString().ToLowerInvariant();
}

/// <summary>What is new of a node for runners.</summary>
public enum NodeNews
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>They are to look at it.</summary>
    Changed,

    /// <summary>It was restarted, or has other things to give: they are to begin anew.</summary>
    Anew,
}
