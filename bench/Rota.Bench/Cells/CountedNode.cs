using Rota.Bench.Worlds;
using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric;
using Rota.Fabric.Orders;

namespace Rota.Bench.Cells;

/// <summary>What went between runners and all nodes of a cell.</summary>
internal sealed class Traffic
{
    /// <summary>Times that a node was told something: one for all that a turn has for it.</summary>
    public long Tells;

    /// <summary>Times that a node was told that ends are committed.</summary>
    public long Acknowledgements;

    /// <summary>Times that a node had something to say.</summary>
    public long Answers;
}

/// <summary>A node whose tasks end the moment they are ordered, and that counts what it is told.</summary>
internal sealed class CountedNode(Traffic traffic, AutoResetEvent signal) : IExecutor
{
    private readonly InstantExecutor inner = new();

    /// <inheritdoc/>
    public AutoResetEvent Signal => signal;

    /// <inheritdoc/>
    public string? Notice => null;

    /// <inheritdoc/>
    public ExecutorSnapshot Connect(long epoch, IReadOnlyCollection<int> partitions) =>
        inner.Connect(epoch, partitions);

    /// <inheritdoc/>
    public void Order(IReadOnlyList<NodeOrder> orders)
    {
        traffic.Tells++;
        inner.Order(orders);
        _ = signal.Set();
    }

    /// <inheritdoc/>
    public void Acknowledge(IReadOnlyList<AttemptId> attempts) => traffic.Acknowledgements++;

    /// <inheritdoc/>
    public void Settle() { }

    /// <inheritdoc/>
    public void Take(List<NodeEvent> reports)
    {
        var before = reports.Count;
        inner.Take(reports);
        traffic.Answers += reports.Count > before ? 1 : 0;
    }

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();
}

/// <summary>The way to counted nodes.</summary>
internal sealed class CountedReach(Traffic traffic) : INodeReach
{
    /// <inheritdoc/>
    public bool IsThere(NodeId node) => true;

    /// <inheritdoc/>
    public void Beside(string name, Action act) => act();

    /// <inheritdoc/>
    public IExecutor To(ReachedNode node, AutoResetEvent signal) => new CountedNode(traffic, signal);
}
