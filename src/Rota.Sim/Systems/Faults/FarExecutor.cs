using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric;
using Rota.Fabric.Orders;

namespace Rota.Sim.Systems.Faults;

/// <summary>Passes all on between a runner and another node. What is wrong of it is what a planted bug says.</summary>
internal abstract class FarExecutor(IExecutor inner) : IExecutor
{
    public AutoResetEvent Signal => inner.Signal;

    public string? Notice => inner.Notice;

    public virtual ExecutorSnapshot Connect(long epoch, IReadOnlyCollection<int> partitions) =>
        inner.Connect(epoch, partitions);

    public virtual void Order(IReadOnlyList<NodeOrder> orders) => inner.Order(orders);

    public virtual void Acknowledge(IReadOnlyList<AttemptId> attempts) => inner.Acknowledge(attempts);

    public bool AsksRenewal => inner.AsksRenewal;

    public void Renew() => inner.Renew();

    public void Settle() => inner.Settle();

    public virtual void Take(List<NodeEvent> reports) => inner.Take(reports);

    public void Dispose() => inner.Dispose();
}

internal sealed class LostAcknowledgements(IExecutor inner) : FarExecutor(inner)
{
    public override void Acknowledge(IReadOnlyList<AttemptId> attempts) { }
}

internal sealed class WithoutLeases(IExecutor inner) : FarExecutor(inner)
{
    public override void Order(IReadOnlyList<NodeOrder> orders) =>
        base.Order([
            .. orders.Select(order => order is NodeOrder.Launch launch ? launch with { SelfStopAfter = null } : order),
        ]);
}

internal sealed class UnheardRefusals(IExecutor inner) : FarExecutor(inner)
{
    public override void Take(List<NodeEvent> reports)
    {
        base.Take(reports);
        reports.RemoveAll(report => report is NodeEvent.Refused);
    }
}

/// <summary>As of a home that was restored from a copy, now and then.</summary>
internal sealed class EarlierEpochs(IExecutor inner) : FarExecutor(inner)
{
    private const int Copied = 4;

    public override ExecutorSnapshot Connect(long epoch, IReadOnlyCollection<int> partitions) =>
        base.Connect(epoch % Copied == 0 ? Math.Max(1, epoch - Copied) : epoch, partitions);
}

/// <summary>How long something has run is reckoned from the wall clock of its node.</summary>
internal sealed class WallDurations(IExecutor inner) : FarExecutor(inner)
{
    public override ExecutorSnapshot Connect(long epoch, IReadOnlyCollection<int> partitions)
    {
        var snapshot = base.Connect(epoch, partitions);
        return snapshot with { Reports = [.. snapshot.Reports.Select(WithoutAge)] };
    }

    public override void Take(List<NodeEvent> reports)
    {
        base.Take(reports);
        for (var at = 0; at < reports.Count; at++)
        {
            reports[at] = WithoutAge(reports[at]);
        }
    }

    private static NodeEvent WithoutAge(NodeEvent report) =>
        report is NodeEvent.Started started ? started with { Age = null } : report;
}

internal sealed class OldSnapshot(IExecutor inner, Dictionary<NodeId, ExecutorSnapshot> first, NodeId node)
    : FarExecutor(inner)
{
    public override ExecutorSnapshot Connect(long epoch, IReadOnlyCollection<int> partitions)
    {
        var snapshot = base.Connect(epoch, partitions);
        first.TryAdd(node, snapshot);
        return first[node];
    }
}

/// <summary>Orders go to whatever node was reached last.</summary>
internal sealed class SwappedOrders(IExecutor inner, Func<IExecutor> last) : FarExecutor(inner)
{
    public override void Order(IReadOnlyList<NodeOrder> orders)
    {
        if (ReferenceEquals(last(), this))
        {
            base.Order(orders);
        }
        else
        {
            last().Order(orders);
        }
    }
}
