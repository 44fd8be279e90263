using Microsoft.Extensions.Logging.Abstractions;
using Rota.Node.Keeper;
using Rota.Node.Keeper.Anchors;
using Rota.Node.Keeper.Attempts;
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
    private readonly List<SimLine> lines = [];
    private readonly long started = node.World.Now;
    private KeeperCore? core;
    private long idleSince;

    public SimProcess Process => process;

    /// <summary>Whether its socket takes connections.</summary>
    public bool IsUp => core is not null && process.IsAlive;

    /// <summary>Whether it holds the keeper's lock: one does at a time.</summary>
    public bool HoldsLock { get; private set; }

    public bool IsConnected => lines.Count > 0;

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
        idleSince = node.World.Now;
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

    /// <summary>A runner connects.</summary>
    public SimLine Open(SimExecutor runner)
    {
        var line = core!.Link.Open();
        var opened = new SimLine(line, core.Reader(line), runner);
        lines.Add(opened);
        return opened;
    }

    public void Close(SimLine line)
    {
        if (lines.Remove(line) && IsUp)
        {
            core!.Link.Close(line.Line);
        }
    }

    /// <summary>Takes what a runner has sent.</summary>
    public void Obey(SimLine line, byte[] frames)
    {
        if (!lines.Contains(line))
        {
            return;
        }

        try
        {
            foreach (var payload in Frames.Split(frames))
            {
                node.Observe(payload);
                line.Reader.Obey(payload.Span);
            }
        }
        catch (IOException)
        {
            // A claim that cannot be written down is not taken: the runner is cut off, and comes again.
            Close(line);
            line.Runner.KeeperEnded(line);
        }

        Flush();
    }

    /// <summary>It is gone: the runners notice.</summary>
    public void Ended()
    {
        core?.Journal.Dispose();
        foreach (var line in lines.ToArray())
        {
            line.Runner.KeeperEnded(line);
        }

        lines.Clear();
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
        Flush();
        idleSince = IsConnected || !core.IsIdle ? node.World.Now : idleSince;
        if (node.World.Now - idleSince > IdleMax)
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
        foreach (var line in lines)
        {
            if (line.Line.TryTake(out var frames))
            {
                line.Runner.Deliver(line, frames.Written.ToArray());
            }
        }
    }
}
