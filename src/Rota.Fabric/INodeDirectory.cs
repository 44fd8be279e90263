using Rota.Fabric.Nodes;
using Rota.Fabric.Transports;

namespace Rota.Fabric;

/// <summary>
/// The nodes of a cell as they were heard of last: for whoever chooses among them, and for people. Never an authority.
/// </summary>
public interface INodeDirectory
{
    /// <summary>All nodes that were heard of since the home began to listen, by name.</summary>
    IReadOnlyList<HeardNode> Nodes { get; }

    /// <summary>The way to the keeper of a node: nobody takes the connection while it is cut off.</summary>
    /// <param name="name">The node's name.</param>
    ITransport DoorOf(string name);

    /// <summary>
    /// Has something called when nodes come, go, or say something new that changes what they can take.
    /// </summary>
    /// <returns>Ends that.</returns>
    IDisposable Watch(Action changed);
}

/// <summary>A node as it was heard of last.</summary>
/// <param name="Said">What it said.</param>
/// <param name="Age">How long ago.</param>
/// <param name="IsConnected">Whether its connection lasts, as far as anybody knows.</param>
/// <param name="From">The address it is connected from; null for one that is cut off.</param>
public sealed record HeardNode(NodeAnnouncement Said, TimeSpan Age, bool IsConnected, string? From)
{
    /// <summary>For how long it has been connected without a break; null while it is not.</summary>
    public TimeSpan? ConnectedFor { get; init; }
}
