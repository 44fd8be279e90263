using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric;
using Rota.Fabric.Orders;
using Rota.Node.Agent;
using Rota.Node.Machine;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;

namespace Rota.Sim.Systems.Homes;

/// <summary>The production client of a runner, over virtual lines.</summary>
internal sealed class SimExecutor : IExecutor
{
    private readonly SimNode node;
    private readonly SimProcess process;
    private readonly Action wake;
    private readonly SimTransport transport;
    private readonly KeeperClient client;

    /// <param name="node">The machine.</param>
    /// <param name="process">The runner's process.</param>
    /// <param name="wake">Moves the runner: something came for it.</param>
    public SimExecutor(SimNode node, SimProcess process, Action wake)
    {
        (this.node, this.process, this.wake) = (node, process, wake);
        transport = new SimTransport(node, process, Delivered);
        var waits = new SimWaits(node, () => transport.Current?.Deliver());
        client = new KeeperClient(node.State, new NodeOptions(), transport, new SimAnchorDoor(node), waits);
    }

    public AutoResetEvent Signal => client.Signal;

    public string? Notice => client.Notice;

    public ExecutorSnapshot Connect(long epoch, IReadOnlyCollection<int> partitions)
    {
        node.World.Trace.Note(process, "claims", ("epoch", epoch), ("partitions", partitions.Count));
        return client.Connect(epoch, partitions);
    }

    public void Order(IReadOnlyList<NodeOrder> orders) => client.Order(node.BugHooks.Orders(orders));

    public void Acknowledge(IReadOnlyList<AttemptId> attempts) => client.Acknowledge(attempts);

    public void Settle() => client.Settle();

    public void Take(List<NodeEvent> reports) => client.Take(reports);

    /// <summary>The line breaks: the runner notices, and the keeper soon, much later or never.</summary>
    /// <param name="keeperNotices">After how long; null for never: it goes on speaking to nobody.</param>
    public void Break(long? keeperNotices) => transport.Current?.Cut(keeperNotices);

    public void Dispose() => client.Dispose();

    private void Delivered()
    {
        if (Signal.WaitOne(0))
        {
            wake();
        }
    }
}
