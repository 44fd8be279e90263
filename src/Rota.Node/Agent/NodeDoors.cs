using Rota.Core.Model;
using Rota.Fabric;
using Rota.Fabric.Transports.Unix;
using Rota.Linux.Clocks;
using Rota.Node.Machine;
using Rota.Store.Local;

namespace Rota.Node.Agent;

/// <summary>
/// The keepers of other nodes, by sockets that the daemon of a cell's home has open as long as their nodes are
/// connected: so any process of the home reaches a node as it reaches its own keeper.
/// </summary>
/// <param name="home">The home's state.</param>
/// <param name="machine">What anchor and keeper of this machine are told.</param>
public sealed class NodeDoors(StateDirectory home, NodeOptions machine) : INodeReach
{
    private readonly Greetings greetings = new();

    /// <inheritdoc/>
    public bool IsThere(NodeId node) => File.Exists(home.Door(node.Value));

    /// <inheritdoc/>
    public void Beside(string name, Action act) => new Thread(() => act()) { IsBackground = true, Name = name }.Start();

    /// <inheritdoc/>
    public IExecutor To(ReachedNode node, AutoResetEvent signal)
    {
        var transport = new UnixTransport(home.Door(node.Id.Value));
        var way = new FarWay(node, transport, greetings.Begin(), () => IsThere(node.Id));
        return way.Client(home, machine, new MonotonicClock(), signal);
    }
}
