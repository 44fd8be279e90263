using Rota.Core.Placement;
using Rota.Core.Reconcile;
using Rota.Node.Keeper;
using Rota.Node.Protocol;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Promises;
using Rota.Store;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Node;

/// <summary>One machine with a state on it: its processes of Rota, its disk, and who is told of what.</summary>
internal sealed class SimNode
{
    public static readonly TimeSpan Cycle = TimeSpan.FromSeconds(1);
    private readonly List<SimAnchor> anchors = [];
    private readonly Dictionary<SimProcess, Action<SimProcess>> parents = [];

    public SimNode(World world, StateDirectory state, Capacity capacity, Tamper tamper)
    {
        (World, State, Capacity, Tamper) = (world, state, capacity, tamper);
        Disk = new SimDisk(world, state);
        Tasks = new SimTasks(world) { Node = this };
        Processes = new SimProcesses(world)
        {
            Tasks = Tasks,
            ChildEnded = ChildEnded,
            TaskEnded = process => Promises!.Ended(process),
        };
        Promises = new PromiseBook(this);
    }

    public World World { get; }

    public StateDirectory State { get; }

    public Capacity Capacity { get; }

    public Tamper Tamper { get; }

    public SimDisk Disk { get; }

    public SimTasks Tasks { get; }

    public SimProcesses Processes { get; }

    public PromiseBook Promises { get; }

    public List<SimKeeper> Keepers { get; } = [];

    public List<SimRunner> Runners { get; } = [];

    /// <summary>Who is in the middle of a turn, with the write lock held.</summary>
    public SimProcess? LockHolder { get; set; }

    public bool IsLocked => LockHolder is not null;

    /// <summary>The keeper whose socket takes connections.</summary>
    public SimKeeper? Serving => Keepers.Find(keeper => keeper.IsUp);

    /// <summary>Whether the process of a task lives.</summary>
    public bool HasTasks => Processes.All.Any(process => process is { Role: "task", IsAlive: true });

    public bool HasAnchor => Processes.All.Any(process => process is { Role: "anchor", IsAlive: true });

    /// <summary>How late a message is.</summary>
    public long Delay() =>
        World.Chance.OneIn("slow message", 30)
            ? World.Chance.Scaled("message", 1_000, 100_000)
            : World.Chance.Between("message", 30, 900);

    /// <summary>How late a waiting thread is woken.</summary>
    public long Lateness() =>
        World.Chance.OneIn("slow wake", 50)
            ? World.Chance.Scaled("lateness", 500, 40_000)
            : World.Chance.Between("lateness", 2, 120);

    public void EnsureAnchor()
    {
        if (HasAnchor)
        {
            return;
        }

        var process = Processes.Start("anchor", 1);
        World.After(
            World.Chance.Between("boot", 5_000, 60_000),
            process,
            "anchor boots",
            () =>
            {
                var anchor = new SimAnchor(this, process);
                anchors.Add(anchor);
                parents[process] = anchor.Took;
                process.Ended = () =>
                {
                    Promises.AnchorDied |= process.ExitCode is null;
                    anchor.Dispose();
                };
            }
        );
    }

    public SimKeeper StartKeeper(SimProcess anchor, AnchorIdentity identity, IReadOnlyCollection<AnchorExit> exits)
    {
        var process = Processes.Start("keeper", anchor.Pid);
        var keeper = new SimKeeper(this, process, identity, exits);
        Keepers.Add(keeper);
        parents[process] = keeper.Took;
        process.Ended = () =>
        {
            Keepers.Remove(keeper);
            keeper.Ended();
        };
        World.After(World.Chance.Between("boot", 20_000, 150_000), process, "keeper boots", keeper.Boot);
        return keeper;
    }

    public SimRunner StartRunner(string name)
    {
        var process = Processes.Start("runner", 1);
        var runner = new SimRunner(this, process, name, Capacity, Cycle);
        Runners.Add(runner);
        process.Ended = () =>
        {
            Runners.Remove(runner);
            runner.Dispose();
        };
        World.After(World.Chance.Between("boot", 20_000, 150_000), process, "runner begins", runner.Begin);
        return runner;
    }

    /// <summary>Does something as the keeper: what it is in the middle of when it dies is unwound here.</summary>
    public void AsKeeper(SimKeeper keeper, Action act)
    {
        try
        {
            _ = World.As(
                keeper.Process,
                () =>
                {
                    act();
                    return true;
                }
            );
        }
        catch (ProcessDied death) when (death.Process == keeper.Process)
        {
            // The caller finds that it is gone.
        }
    }

    /// <summary>A frame reaches the keeper.</summary>
    public void Observe(ReadOnlyMemory<byte> payload)
    {
        var reader = new FrameReader(payload.Span);
        if (reader.Kind() == FrameKind.Acknowledge)
        {
            Promises.Acknowledged(reader.Int64());
        }
    }

    /// <summary>A process changed the store: the others' bells ring, unless the ring is lost.</summary>
    public void Wrote(SimProcess? process, string what, params ReadOnlySpan<(string Name, long Value)> values)
    {
        World.Trace.Note(process, what, values);
        foreach (var runner in Runners)
        {
            if (runner.Process != process && !World.Chance.OneIn("lost ring", 12))
            {
                runner.Ring();
            }
        }
    }

    public void Committed(SimProcess process, Membership place, TurnChanges changes)
    {
        Wrote(process, "commits", ("live", changes.Attempts.Count), ("ended", changes.Ended.Count));
        Promises.Committed(place, changes);
    }

    public void Spawned(SimProcess process, TaskRun run) => Promises.Spawned(process, run);

    /// <summary>Everything ends at once; what was not flushed may be gone.</summary>
    public void LosePower(bool isTorn)
    {
        World.Trace.Note(null, "THE POWER IS LOST", ("torn", isTorn ? 1 : 0));
        Processes.Clear();
        World.AfterAll = () =>
        {
            PowerLost?.Invoke();
            if (isTorn || !Tamper.DiskKeeps)
            {
                Disk.Tear();
            }

            Disk.Shorten(Path.Combine(State.Keeper, "journal"));
            Disk.Shorten(Path.Combine(State.Keeper, "anchor.journal"));
            File.Delete(State.SharedMap);
            LockHolder = null;
            World.Boot++;
            World.BootedAt = World.Now;
            World.Slept = 0;
        };
    }

    /// <summary>What others do about it: close what they hold open.</summary>
    public Action? PowerLost { get; set; }

    private void ChildEnded(SimProcess parent, SimProcess child)
    {
        World.After(
            World.Chance.Between("child", 20, 600),
            parent,
            "child ended",
            () =>
            {
                if (Processes.Find(child.Pid) == child && child.Parent == parent.Pid)
                {
                    parents.GetValueOrDefault(parent)?.Invoke(child);
                }
            }
        );
    }
}
