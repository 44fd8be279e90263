using Microsoft.Extensions.Logging.Abstractions;
using Rota.Fabric.Transports;
using Rota.Node.Keeper;
using Rota.Node.Keeper.Anchors;
using Rota.Node.Keeper.Attempts;
using Rota.Sim.Systems.Lines;
using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Nodes;

/// <summary>A production keeper whose threads are events.</summary>
internal sealed class SimKeeper(
    SimNode node,
    SimProcess process,
    AnchorIdentity anchor,
    IReadOnlyCollection<AnchorExit> known
)
{
    private const long WatchPace = 250_000;
    private const long IdleMax = 5_000_000;
    private const long LockWait = 10_000_000;
    private readonly List<AnchorExit> pipe = [];
    private readonly List<SimConnection> connections = [];
    private readonly List<KeeperSession> sessions = [];
    private readonly long started = node.World.Now;
    private KeeperCore? core;
    private KeeperServer? server;

    public SimProcess Process => process;

    /// <summary>Whether its socket takes connections.</summary>
    public bool IsUp => core is not null && process.IsAlive;

    /// <summary>When it came up.</summary>
    public long UpAt { get; private set; }

    /// <summary>Whether it holds the keeper's lock: one does at a time.</summary>
    public bool HoldsLock { get; private set; }

    /// <summary>Ends that it has not heard to be committed.</summary>
    public int Owed => core?.Table.All.Count(attempt => attempt.State == KeptState.Over) ?? 0;

    /// <summary>Comes up, as soon as the keeper before it is gone.</summary>
    public void Boot()
    {
        if (node.Keepers.Any(other => other != this && other.HoldsLock && other.Process.IsAlive))
        {
            if (node.World.Now - started > LockWait)
            {
                node.Processes.End(process, 1, null);
                return;
            }

            node.World.After(10_000, process, "keeper waits for the lock", Boot);
            return;
        }

        if (node.Processes.Find(process.Parent) is not { Role: "anchor", IsAlive: true })
        {
            node.Processes.End(process, 1, null);
            return;
        }

        HoldsLock = true;
        node.BugHooks.KeeperBoots(node.State);
        var kernel = new SimKernel(node, process);
        core = new KeeperCore(node.State, kernel, anchor, known, TakePipe, NullLogger.Instance);
        UpAt = node.World.Now;
        if (node.BugHooks.KeepsBook && node.Number > 1)
        {
            // As the bridge of its machine does before any order.
            core.Table.Book.Tell(node.Capacity);
        }

        server = new KeeperServer(core, IdleMax, node.Clock.Monotonic);
        node.World.After(WatchPace, process, "watch", Watch);
        Follow();
    }

    /// <summary>The anchor tells of an exit.</summary>
    public void Told(AnchorExit exit)
    {
        pipe.Add(exit);
        node.World.After(node.World.Chance.Between("pipe", 20, 400), process, "anchor tells", Follow);
    }

    /// <summary>A child of the keeper has ended.</summary>
    public void Took(SimProcess child)
    {
        if (core is null)
        {
            return;
        }

        core.Reaper.Take(child.Exit, core.Starts.Births.Notifications);
        Flush();
        if (node.Processes.Find(child.Pid) == child)
        {
            node.World.After(1_000, process, "reap again", () => Took(child));
        }
    }

    /// <summary>A runner connects; it is taken in as soon as this process comes to it.</summary>
    public void Connected(SimConnection connection)
    {
        connections.Add(connection);
        node.World.After(node.Delay(), process, "accept", () => Welcome(connection));
    }

    /// <summary>It is gone: the runners notice.</summary>
    public void Ended()
    {
        core?.Journal.Dispose();
        foreach (var connection in connections)
        {
            connection.Dispose();
        }
    }

    private void Welcome(SimConnection connection)
    {
        var session = server!.Open(connection);
        sessions.Add(session);
        session.Closed = () =>
        {
            sessions.Remove(session);
            connections.Remove(connection);
        };
        connection.Delivered = Flush;
        connection.Listen(new Observed(node, session));
    }

    private IReadOnlyCollection<AnchorExit> TakePipe()
    {
        var arrived = pipe.ToArray();
        pipe.Clear();
        return arrived;
    }

    private void Follow()
    {
        if (core is null)
        {
            return;
        }

        foreach (var exit in TakePipe())
        {
            core.Adopted(exit);
        }

        Flush();
    }

    private void Watch()
    {
        core!.Watch.LookSafely();
        _ = core.Leases.Look();
        Flush();
        if (server!.IsOver(node.Clock.Monotonic))
        {
            node.Processes.End(process, 0, null);
            return;
        }

        node.World.After(WatchPace, process, "watch", Watch);
    }

    /// <summary>What its threads would see at once: attempts to spawn, frames to send.</summary>
    private void Flush()
    {
        if (!core!.Queue.IsEmpty)
        {
            node.World.After(node.World.Chance.Between("spawner", 20, 1_500), process, "spawner", Spawn);
        }

        Send();
    }

    private void Spawn()
    {
        while (core!.Queue.TryTake(out var attempt))
        {
            if (core.Starts.TryBegin(attempt) is { } begun)
            {
                core.Spawners.Start(begun);
                node.World.Wait(node.World.Chance.Between("spawn time", 200, 900));
            }
        }

        Send();
    }

    private void Send()
    {
        foreach (var session in sessions)
        {
            if (session.Line.TryTake(out var frames))
            {
                node.Health.Sees(frames.Written.Span);
                session.Connection.Send(frames.Written.Span);
            }
        }
    }

    /// <summary>What a runner sends, seen by the witness before it is obeyed.</summary>
    private sealed class Observed(SimNode node, KeeperSession session) : IReceiver
    {
        public void Received(ReadOnlySpan<byte> payload)
        {
            if (!session.HasEnded)
            {
                node.Observe(payload);
                session.Received(payload);
            }
        }

        public void Ended(string? fault) => session.Ended(fault);
    }
}
