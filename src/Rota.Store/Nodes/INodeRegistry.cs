using Rota.Core.Model;
using Rota.Core.Placement.Nodes;

namespace Rota.Store.Nodes;

/// <summary>
/// The nodes of the home's cell. Runners learn of a change at their next look.
/// </summary>
public interface INodeRegistry : IDisposable
{
    /// <summary>A node says what it is. Where that is nothing new, nothing is written.</summary>
    /// <returns>Its number.</returns>
    NodeId Register(NodeSaid said);

    /// <summary>Says what jobs can ask for of the home's own machine.</summary>
    /// <param name="own">Its name and what it has: counts for a home that nobody has served yet.</param>
    /// <param name="change">What becomes of what was said of it.</param>
    /// <returns>What it is now.</returns>
    NodeRow Label(NodeSaid own, Func<NodeSaid, NodeSaid> change);

    /// <summary>Says whether a node is to take work: one that has joined, or the home's own machine.</summary>
    /// <returns>How it stood before; null where the home knows no node of that name.</returns>
    NodeStanding? Stand(string name, NodeStanding standing);

    /// <summary>Takes a node out for good: what was on its way there is lost, and its name is free.</summary>
    /// <returns>Whether there was one of that name.</returns>
    bool Remove(string name);
}
