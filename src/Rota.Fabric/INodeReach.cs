using System.Collections.Immutable;
using Rota.Core.Model;

namespace Rota.Fabric;

/// <summary>How a runner reaches the other nodes of its cell.</summary>
public interface INodeReach
{
    /// <summary>Whether there is a way to a node now. A hint: it may be gone when it is taken.</summary>
    bool IsThere(NodeId node);

    /// <summary>
    /// Has something done beside what the runner does, for it may wait: a node may take seconds to answer or never do.
    /// </summary>
    /// <param name="name">What it is, in a word or two.</param>
    /// <param name="act">What is done.</param>
    void Beside(string name, Action act);

    /// <summary>The way to a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="signal">Is set whenever something came from there.</param>
    IExecutor To(ReachedNode node, AutoResetEvent signal);
}

/// <summary>What must be known of a node to have something run there.</summary>
/// <param name="Id">Its number in the home.</param>
/// <param name="Name">Its name in the cell.</param>
/// <param name="State">The directory of its state, as its own system names it.</param>
/// <param name="Gpus">Its GPUs by position, as tasks name them.</param>
public sealed record ReachedNode(NodeId Id, string Name, string State, ImmutableArray<string> Gpus);
