using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric;
using Rota.Fabric.Orders;
using Rota.Linux.Clocks;

namespace Rota.Bench.Worlds;

/// <summary>A node whose tasks end at moments that somebody chooses, and that notes when it hears of what.</summary>
/// <param name="length">How long an attempt runs, in microseconds.</param>
/// <param name="watch">Hears of exits, records and starts.</param>
internal sealed class TimedExecutor(Func<NodeOrder.Launch, long> length, IExitWatch watch) : IExecutor
{
    private readonly PriorityQueue<NodeOrder.Launch, long> running = new();
    private readonly List<NodeEvent> reports = [];
    private readonly MonotonicClock clock = new();
    private readonly AutoResetEvent changed = new(false);
    private readonly Dictionary<AttemptId, (NodeOrder.Launch Launch, List<NodeEvent> Reports)> known = [];
    private readonly Dictionary<AttemptId, NodeOrder.Launch> waiting = [];
    private Thread? node;
    private volatile bool isOver;

    /// <inheritdoc/>
    public AutoResetEvent Signal { get; } = new(false);

    /// <inheritdoc/>
    public string? Notice => null;

    /// <inheritdoc/>
    public ExecutorSnapshot Connect(long epoch, IReadOnlyCollection<int> partitions)
    {
        if (node is null)
        {
            node = new Thread(EndTasks) { IsBackground = true, Name = "node" };
            node.Start();
        }

        lock (running)
        {
            reports.Clear();
            return new(new HashSet<AttemptId>(), [.. known.Values.SelectMany(attempt => attempt.Reports)]);
        }
    }

    /// <inheritdoc/>
    public void Order(IReadOnlyList<NodeOrder> orders)
    {
        var now = clock.Now;
        lock (running)
        {
            foreach (var order in orders)
            {
                Carry(order, now);
            }
        }

        if (orders.Count > 0)
        {
            _ = changed.Set();
            _ = Signal.Set();
        }
    }

    /// <inheritdoc/>
    public void Settle() { }

    public void Acknowledge(IReadOnlyList<AttemptId> attempts)
    {
        var now = clock.Now;
        lock (running)
        {
            foreach (var attempt in attempts)
            {
                if (known.Remove(attempt, out var ended))
                {
                    watch.Recorded(ended.Launch, now);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Take(List<NodeEvent> reports)
    {
        lock (running)
        {
            reports.AddRange(this.reports);
            this.reports.Clear();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        isOver = true;
        _ = changed.Set();
        node?.Join();
        changed.Dispose();
        Signal.Dispose();
    }

    private void Carry(NodeOrder order, long now)
    {
        switch (order)
        {
            case NodeOrder.Launch { IsInPlace: true } launch:
                waiting[launch.Attempt] = launch;
                break;
            case NodeOrder.Launch launch:
                Start(launch, now);
                break;
            case NodeOrder.Promote when waiting.Remove(order.Attempt, out var promoted):
                Start(promoted, now);
                break;
        }
    }

    /// <summary>Starts it, unless the order is a repeated one.</summary>
    private void Start(NodeOrder.Launch attempt, long now)
    {
        if (known.TryAdd(attempt.Attempt, (attempt, [])))
        {
            watch.Ordered(attempt, now);
            running.Enqueue(attempt, now + length(attempt));
            var at = Instant.From(DateTimeOffset.UtcNow);
            Report(
                new NodeEvent.Started
                {
                    Attempt = attempt.Attempt,
                    Pid = 1,
                    At = at,
                }
            );
        }
    }

    private void Report(NodeEvent report)
    {
        known[report.Attempt].Reports.Add(report);
        reports.Add(report);
    }

    private void EndTasks()
    {
        while (!isOver)
        {
            var next = clock.Now + 1_000_000;
            lock (running)
            {
                var now = clock.Now;
                while (running.TryPeek(out var attempt, out var due))
                {
                    if (due > now)
                    {
                        next = Math.Min(next, due);
                        break;
                    }

                    _ = running.Dequeue();
                    End(attempt, now);
                }
            }

            _ = clock.WaitUntil(next, changed);
        }
    }

    private void End(NodeOrder.Launch attempt, long now)
    {
        watch.Exited(attempt, now);
        var at = Instant.From(DateTimeOffset.UtcNow);
        Report(
            new NodeEvent.Ended
            {
                Attempt = attempt.Attempt,
                Report = new ExitReport
                {
                    Started = at,
                    Ended = at,
                    ExitCode = 0,
                },
            }
        );
        _ = Signal.Set();
    }
}
