using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric;
using Rota.Fabric.Orders;

namespace Rota.Bench.Worlds;

/// <summary>A node that never reports anything: what it was given runs for ever.</summary>
internal sealed class SilentExecutor : IExecutor
{
    /// <inheritdoc/>
    public AutoResetEvent Signal { get; } = new(false);

    /// <inheritdoc/>
    public string? Notice => null;

    /// <inheritdoc/>
    public ExecutorSnapshot Connect(long epoch, IReadOnlyCollection<int> partitions) =>
        new(new HashSet<AttemptId>(), []);

    /// <inheritdoc/>
    public void Order(IReadOnlyList<NodeOrder> orders) { }

    /// <inheritdoc/>
    public void Settle() { }

    public void Acknowledge(IReadOnlyList<AttemptId> attempts) { }

    /// <inheritdoc/>
    public void Take(List<NodeEvent> reports) { }

    /// <inheritdoc/>
    public void Dispose() => Signal.Dispose();
}
