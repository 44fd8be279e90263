using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric;
using Rota.Fabric.Wire;
using Rota.Node.Agent;
using Rota.Node.Machine;
using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Nodes;

/// <summary>A runner's line to the keeper over a virtual socket: in order, late, and cut at any time.</summary>
internal sealed class SimExecutor(SimNode node, SimProcess process, Action wake) : IExecutor
{
    private const long Patience = 15_000_000;
    private readonly LaunchPlanner planner = new(node.State, new NodeOptions());
    private readonly List<NodeEvent> received = [];
    private SimLine? line;
    private SimKeeper? keeper;
    private byte[]? answer;
    private bool isGone;
    private long lastArrival;
    private long lastOrder;

    public AutoResetEvent Signal { get; } = new(false);

    public string? Notice { get; private set; }

    public ExecutorSnapshot Connect(long epoch, IReadOnlyCollection<int> partitions)
    {
        Cut();
        keeper = Reach();
        planner.Forget();
        received.Clear();
        isGone = false;
        var mine = line = keeper.Open(this);
        var hello = new FrameWriter();
        var mask = partitions.Aggregate(0UL, (all, partition) => all | (1UL << partition));
        hello.Begin(FrameKind.Hello).Int64(epoch).Int64((long)mask).End();
        node.World.Trace.Note(process, "claims", ("epoch", epoch), ("partitions", partitions.Count));
        answer = [];
        node.AsKeeper(keeper, () => keeper.Obey(mine, hello.Written.ToArray()));
        var reader = new SnapshotReader();
        foreach (var payload in Frames.Split(answer))
        {
            reader.Take(payload.Span);
        }

        answer = null;
        return reader.Snapshot ?? throw new ExecutorGoneException("the keeper ended as it was asked");
    }

    public void Order(IReadOnlyList<Effect> effects)
    {
        var writer = new FrameWriter();
        foreach (var effect in node.BugHooks.Effects(effects))
        {
            planner.Write(writer, effect);
        }

        Send(writer);
    }

    public void Acknowledge(IReadOnlyList<AttemptId> attempts)
    {
        var writer = new FrameWriter();
        foreach (var attempt in attempts)
        {
            writer.Begin(FrameKind.Acknowledge).Int64(attempt.Value).End();
        }

        Send(writer);
    }

    public void Settle()
    {
        var writer = new FrameWriter();
        writer.Begin(FrameKind.Settled).End();
        Send(writer);
    }

    public void Take(List<NodeEvent> reports)
    {
        reports.AddRange(received);
        received.Clear();
        if (isGone && reports.Count == 0)
        {
            throw new ExecutorGoneException("the keeper ended");
        }
    }

    /// <summary>Frames that the keeper sends; what answers a claim is taken at once by whoever waits for it.</summary>
    public void Deliver(SimLine from, byte[] frames)
    {
        if (from != line)
        {
            return;
        }

        if (answer is not null)
        {
            answer = [.. answer, .. frames];
            return;
        }

        lastArrival = Math.Max(lastArrival + 1, node.World.Now + node.Delay());
        node.World.After(lastArrival - node.World.Now, process, "report", () => Arrive(from, frames));
    }

    /// <summary>The line is cut: the keeper is gone.</summary>
    public void KeeperEnded(SimLine from)
    {
        if (from == line && process.IsAlive)
        {
            node.World.After(node.Delay(), process, "keeper is gone", () => Gone(from));
        }
    }

    /// <summary>The line breaks: the runner notices, and the keeper at once, much later or never.</summary>
    /// <param name="keeperNotices">After how long; null for never: it goes on speaking to nobody.</param>
    public void Break(long? keeperNotices)
    {
        if (line is { } broken && keeper is { } other)
        {
            KeeperEnded(broken);
            if (keeperNotices is { } delay)
            {
                node.World.After(delay, other.Process, "line is broken", () => other.Close(broken));
            }
        }
    }

    /// <summary>Ends the line from this side, as the system does for a process that died.</summary>
    public void Cut()
    {
        if (line is { } old && keeper is { IsUp: true } other)
        {
            line = null;
            node.World.After(node.Delay(), other.Process, "runner is gone", () => other.Close(old));
        }
    }

    public void Dispose() => Cut();

    private SimKeeper Reach()
    {
        answer = null;
        var begun = node.World.Now;
        while (node.Serving is not { Process: { IsStopped: false, IsBusy: false } } serving)
        {
            if (node.World.Now - begun > Patience)
            {
                throw new ExecutorGoneException("the keeper does not come up");
            }

            node.Starts.EnsureAnchor();
            var before = node.World.Now;
            node.World.Wait(20_000, () => node.Serving is { Process: { IsStopped: false, IsBusy: false } });
            if (node.World.Now - before < 2)
            {
                // Somebody beneath this one must go on first.
                throw new ExecutorGoneException("the keeper is awaited in vain");
            }
        }

        return node.Serving!;
    }

    private void Arrive(SimLine from, byte[] frames)
    {
        if (from != line)
        {
            return;
        }

        foreach (var payload in Frames.Split(frames))
        {
            var reader = new FrameReader(payload.Span);
            if (KeeperReports.Read(reader.Kind(), ref reader) is { } report)
            {
                received.Add(report);
            }
        }

        wake();
    }

    private void Gone(SimLine from)
    {
        if (from == line)
        {
            isGone = true;
            wake();
        }
    }

    private void Send(FrameWriter writer)
    {
        if (writer.Written.Length == 0 || line is not { } mine || keeper is not { } target)
        {
            return;
        }

        var frames = writer.Written.ToArray();
        lastOrder = Math.Max(lastOrder + 1, node.World.Now + node.Delay());
        node.World.After(lastOrder - node.World.Now, target.Process, "orders", () => target.Obey(mine, frames));
    }
}
