using Rota.Core.Model;

namespace Rota.Core.Placement.Nodes;

/// <summary>The nodes that a runner knows, in the order of their numbers.</summary>
public sealed class CellNodes
{
    private readonly SortedList<long, CellNode> nodes = [];

    /// <summary>Begins with the runner's own machine.</summary>
    public CellNodes(NodeLedger own, NodeTraits? traits = null) => Own = Add(new CellNode(own, traits ?? new("")));

    /// <summary>The machine of the runner itself.</summary>
    public CellNode Own { get; }

    /// <summary>All of them.</summary>
    public IList<CellNode> All => nodes.Values;

    /// <summary>Is another number whenever tasks may run on other nodes than before.</summary>
    public int Version { get; private set; }

    /// <summary>Memory of the largest one, in bytes: what a task can be given at most.</summary>
    public long MostMemory => nodes.Values.Max(node => node.Ledger.Capacity.MemoryBytes);

    /// <summary>The node with this number; null where it is not known.</summary>
    public CellNode? Find(NodeId id) => nodes.GetValueOrDefault(id.Value);

    /// <summary>Takes a node in.</summary>
    public CellNode Add(CellNode node)
    {
        nodes.Add(node.Ledger.Node.Value, node);
        Version++;
        return node;
    }

    /// <summary>
    /// The node with this number. One that nobody knows any more has nothing to give, and may hold something.
    /// </summary>
    public CellNode Require(NodeId id) =>
        Find(id)
        ?? Add(
            new CellNode(new NodeLedger(Capacity.None, id), new NodeTraits($"node {id}"))
            {
                Standing = NodeStanding.Silent,
            }
        );

    /// <summary>Says what tells a node from others.</summary>
    public void Tell(CellNode node, NodeTraits traits)
    {
        node.Traits = traits;
        Version++;
    }

    /// <summary>Says whether a node stops what has a lease when it is cut off.</summary>
    public void KeepsLeases(CellNode node, bool keeps)
    {
        if (node.KeepsLeases != keeps)
        {
            node.KeepsLeases = keeps;
            Version++;
        }
    }

    /// <summary>Says how a node stands.</summary>
    /// <returns>Whether it stood otherwise before.</returns>
    public bool Set(CellNode node, NodeStanding standing)
    {
        if (node.Standing == standing)
        {
            return false;
        }

        node.Standing = standing;
        Version++;
        return true;
    }
}
