using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric;
using Rota.Fabric.Orders;

namespace Rota.Bench.Worlds;

/// <summary>A node whose tasks start and end the moment they are ordered: what is left is Rota's own path.</summary>
internal sealed class InstantExecutor : IExecutor
{
    private readonly List<NodeEvent> reports = [];

    /// <inheritdoc/>
    public AutoResetEvent Signal { get; } = new(false);

    /// <inheritdoc/>
    public string? Notice => null;

    /// <inheritdoc/>
    public ExecutorSnapshot Connect(long epoch, IReadOnlyCollection<int> partitions) =>
        new(new HashSet<AttemptId>(), []);

    /// <inheritdoc/>
    public void Order(IReadOnlyList<NodeOrder> orders)
    {
        var now = Instant.From(DateTimeOffset.UtcNow);
        foreach (var order in orders)
        {
            if (order is NodeOrder.Launch { IsInPlace: false } or NodeOrder.Promote)
            {
                RunAt(order.Attempt, now);
            }
            else if (order is NodeOrder.Withdraw)
            {
                reports.Add(new NodeEvent.Withdrawn { Attempt = order.Attempt });
            }

            // One to be launched in the place of another waits until it is promoted: nothing is left running here.
        }

        if (reports.Count > 0)
        {
            _ = Signal.Set();
        }
    }

    /// <inheritdoc/>
    public void Settle() { }

    public void Acknowledge(IReadOnlyList<AttemptId> attempts) { }

    /// <inheritdoc/>
    public void Take(List<NodeEvent> reports)
    {
        reports.AddRange(this.reports);
        this.reports.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => Signal.Dispose();

    private void RunAt(AttemptId attempt, Instant now)
    {
        reports.Add(
            new NodeEvent.Started
            {
                Attempt = attempt,
                Pid = 1,
                At = now,
            }
        );
        reports.Add(
            new NodeEvent.Ended
            {
                Attempt = attempt,
                Report = new ExitReport
                {
                    Started = now,
                    Ended = now,
                    ExitCode = 0,
                },
            }
        );
    }
}
