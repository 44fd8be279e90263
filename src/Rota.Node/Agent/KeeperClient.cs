using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric;
using Rota.Fabric.Orders;
using Rota.Fabric.Transports;
using Rota.Fabric.Transports.Unix;
using Rota.Fabric.Wire;
using Rota.Linux.Clocks;
using Rota.Node.Machine;
using Rota.Store.Local;

namespace Rota.Node.Agent;

/// <summary>A runner's dealings with its keeper: orders and reports, over one line after another.</summary>
public sealed class KeeperClient : IExecutor
{
    private const long AnswerPause = 10_000;
    private readonly LaunchPlanner planner;
    private readonly MonotonicClock clock;
    private readonly KeeperDoor door;
    private KeeperLine? line;
    private long greetings;
    private volatile bool isOver;

    /// <summary>A client of the keeper of a state on this machine.</summary>
    /// <param name="state">The state.</param>
    /// <param name="node">What anchor and keeper are told where they are started.</param>
    public KeeperClient(StateDirectory state, NodeOptions node)
        : this(
            state,
            node,
            new UnixTransport(OwnKeeper.SocketOf(state)),
            new LocalAnchor(state, node),
            new MonotonicClock()
        ) { }

    internal KeeperClient(
        StateDirectory state,
        NodeOptions node,
        ITransport transport,
        IAnchor anchor,
        MonotonicClock clock
    )
        : this(new LaunchPlanner(state, node, state), transport, anchor, clock, new AutoResetEvent(false), greetings: 0)
    { }

    internal KeeperClient(
        LaunchPlanner planner,
        ITransport transport,
        IAnchor anchor,
        MonotonicClock clock,
        AutoResetEvent signal,
        long greetings
    )
    {
        (this.planner, this.clock, Signal, this.greetings) = (planner, clock, signal, greetings);
        door = new KeeperDoor(transport, anchor, clock);
    }

    /// <inheritdoc/>
    /// <remarks>Never disposed: the reading thread may set it once more while this client goes.</remarks>
    public AutoResetEvent Signal { get; }

    /// <inheritdoc/>
    public string? Notice => line?.Notice;

    /// <inheritdoc/>
    public ExecutorSnapshot Connect(long epoch, IReadOnlyCollection<int> partitions)
    {
        var owned = partitions.Aggregate(0UL, (mask, partition) => mask | (1UL << partition));
        var begun = clock.Now;
        while (true)
        {
            line?.Dispose();
            line = new KeeperLine(door.Connect(), clock, Signal);
            if (isOver)
            {
                line.Dispose();
                throw door.Gone("is not wanted any more");
            }

            planner.Forget();
            if (line.TryGreet(epoch, owned, ++greetings, KeeperDoor.Patience, planner.IsFar) is { } snapshot)
            {
                return snapshot;
            }

            // It ended between accept and answer, as one does that was idle: the next try starts another.
            if (clock.Now - begun > KeeperDoor.Patience)
            {
                throw door.Gone("does not answer");
            }

            clock.Rest(clock.Now + AnswerPause);
        }
    }

    /// <inheritdoc/>
    public bool AsksRenewal => line?.AsksRenewal ?? false;

    /// <inheritdoc/>
    public void Renew() => line?.Renew();

    /// <inheritdoc/>
    public void Order(IReadOnlyList<NodeOrder> orders)
    {
        line!.Claim(orders.OfType<NodeOrder.Launch>());
        line.Send(writer =>
        {
            foreach (var order in orders)
            {
                planner.Write(writer, order);
            }
        });
    }

    /// <inheritdoc/>
    public void Acknowledge(IReadOnlyList<AttemptId> attempts) =>
        line!.Send(writer =>
        {
            foreach (var attempt in attempts)
            {
                writer.Begin(FrameKind.Acknowledge).Int64(attempt.Value).End();
            }
        });

    /// <inheritdoc/>
    public void Settle() => line!.Send(writer => writer.Begin(FrameKind.Settled).End());

    /// <inheritdoc/>
    public void Take(List<NodeEvent> reports)
    {
        if (line is null)
        {
            return;
        }

        line.Take(reports);
        if (line.TryRepeat(out var claim))
        {
            line.Send(writer => planner.Write(writer, claim));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        isOver = true;
        line?.Dispose();
    }
}
