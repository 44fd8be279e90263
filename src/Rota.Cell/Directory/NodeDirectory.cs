using System.Collections.Concurrent;
using Rota.Cell.Identity;
using Rota.Fabric;
using Rota.Fabric.Transports;
using Rota.Linux.Clocks;

namespace Rota.Cell.Directory;

/// <summary>
/// The home's side of all nodes: what they said last, and the way to each. In memory: after a restart of the home nodes
/// come again within seconds.
/// </summary>
public sealed class NodeDirectory : INodeDirectory, IDisposable
{
    private readonly ConcurrentDictionary<string, NodeEnd> ends = new();
    private readonly ConcurrentDictionary<Action, bool> watchers = new();
    private readonly MonotonicClock clock = new();

    /// <inheritdoc/>
    public IReadOnlyList<HeardNode> Nodes =>
        [
            .. ends
                .Values.Select(end => end.Heard())
                .OfType<HeardNode>()
                .OrderBy(node => node.Said.Name, StringComparer.Ordinal),
        ];

    /// <inheritdoc/>
    public ITransport DoorOf(string name) => EndOf(name);

    /// <inheritdoc/>
    public IDisposable Watch(Action changed)
    {
        watchers[changed] = true;
        return new Watching(() => watchers.TryRemove(changed, out _));
    }

    /// <summary>A node has come, by a line on which it announces itself.</summary>
    /// <param name="peer">Who it is.</param>
    /// <param name="from">Its address.</param>
    /// <param name="line">The line.</param>
    public void Welcome(PeerName peer, string from, IConnection line) => EndOf(peer.Name).Welcome(peer, from, line);

    /// <summary>A line has come that a node was asked for.</summary>
    /// <param name="peer">The node.</param>
    /// <param name="number">The number that it was asked for with.</param>
    /// <param name="line">The line: ended where nobody waits for it any more.</param>
    public void Arrived(PeerName peer, string number, IConnection line) => EndOf(peer.Name).Arrived(number, line);

    /// <summary>Cuts off and forgets those that are no members any more.</summary>
    public void Keep(Func<PeerName, bool> isMember)
    {
        foreach (var (name, end) in ends)
        {
            if (end.Peer is { } peer && !isMember(peer) && ends.TryRemove(name, out _))
            {
                end.Dispose();
                Tell();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var end in ends.Values)
        {
            end.Dispose();
        }
    }

    private NodeEnd EndOf(string name) => ends.GetOrAdd(name, added => new NodeEnd(added, clock, Tell));

    private void Tell()
    {
        foreach (var watcher in watchers.Keys)
        {
            watcher();
        }
    }

    private sealed class Watching(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
