using Rota.Core.Placement;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric.Wire;
using Rota.Sim.Systems.Machine;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Nodes;

/// <summary>One machine with a state on it: its processes of Rota, its disk, and who is told of what.</summary>
internal sealed class SimNode
{
    public SimNode(World world, IMedium medium, Capacity capacity, BugHooks hooks)
    {
        (World, Home, Capacity, BugHooks) = (world, medium.Home, capacity, hooks);
        Disk = new SimDisk(world, medium);
        Journals = new SimJournals(world, Disk);
        Tasks = new SimTasks(world) { Node = this };
        Processes = new SimProcesses(world, (parent, child) => Starts!.ChildEnded(parent, child))
        {
            Tasks = Tasks,
            TaskEnded = process => Witness!.Ended(process),
        };
        Starts = new SimStarts(this);
        Power = new SimPower(this);
    }

    public World World { get; }

    /// <summary>The truth about jobs.</summary>
    public IHome Home { get; }

    public StateDirectory State => Home.State;

    public Capacity Capacity { get; }

    public BugHooks BugHooks { get; }

    public SimDisk Disk { get; }

    public SimJournals Journals { get; }

    public SimTasks Tasks { get; }

    public SimProcesses Processes { get; }

    /// <summary>Who is told; set before the world moves.</summary>
    public IWitness Witness { get; set; } = null!;

    public SimPower Power { get; }

    /// <summary>How its processes of Rota come to be.</summary>
    public SimStarts Starts { get; }

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

    /// <summary>Until when no message comes through: it is late by that.</summary>
    public long SilentUntil { get; set; }

    /// <summary>How late a message is.</summary>
    public long Delay() =>
        Math.Max(0, SilentUntil - World.Now)
        + (
            World.Chance.OneIn("slow message", 30)
                ? World.Chance.Scaled("message", 1_000, 100_000)
                : World.Chance.Between("message", 30, 900)
        );

    /// <summary>How late a waiting thread is woken.</summary>
    public long Lateness() =>
        World.Chance.OneIn("slow wake", 50)
            ? World.Chance.Scaled("lateness", 500, 40_000)
            : World.Chance.Between("lateness", 2, 120);

    /// <summary>A frame reaches the keeper.</summary>
    public void Observe(ReadOnlySpan<byte> payload)
    {
        var reader = new FrameReader(payload);
        if (reader.Kind() == FrameKind.Acknowledge)
        {
            Witness.Acknowledged(reader.Int64());
        }
    }

    /// <summary>A process changed the store: the others' bells ring, unless the ring is lost.</summary>
    public void Wrote(SimProcess? process, string what, params ReadOnlySpan<(string Name, long Value)> values)
    {
        World.Trace.Note(process, what, values);
        foreach (var runner in Runners)
        {
            if (runner.Process != process && !World.Chance.OneIn("lost ring", 4))
            {
                runner.Notify();
                if (World.Chance.OneIn("doubled ring", 10))
                {
                    runner.Notify();
                }
            }
        }
    }

    public void Committed(SimProcess process, Membership place, TurnChanges changes)
    {
        Wrote(process, "commits", ("live", changes.Attempts.Count), ("ended", changes.Ended.Count));
        Witness.Committed(place, changes);
    }

    public void Spawned(SimProcess process, TaskRun run) => Witness.Spawned(process, run);
}
