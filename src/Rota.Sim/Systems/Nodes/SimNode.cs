using Rota.Core.Placement;
using Rota.Fabric.Wire;
using Rota.Sim.Systems.Machine;
using Rota.Store.Local;

namespace Rota.Sim.Systems.Nodes;

/// <summary>A machine with a state on it: its processes, its disk, its clocks, and who is told of what.</summary>
internal sealed class SimNode
{
    public SimNode(World world, int number, StateDirectory state, Capacity capacity, BugHooks hooks)
    {
        (World, Number, State, Capacity, BugHooks) = (world, number, state, capacity, hooks);
        Clock = new MachineClock(world);
        Disk = new SimDisk(world);
        Journals = new SimJournals(world, Disk);
        Tasks = new SimTasks(world) { Node = this };
        Processes = new SimProcesses(world, Clock, number, (parent, child) => Starts!.ChildEnded(parent, child))
        {
            Tasks = Tasks,
            TaskEnded = process => Witness!.Ended(process),
        };
        Starts = new SimStarts(this);
        Power = new SimPower(this);
        Health = new SimHealth(this);
    }

    public World World { get; }

    /// <summary>Which machine it is: 1 is that of the home.</summary>
    public int Number { get; }

    public StateDirectory State { get; }

    public Capacity Capacity { get; }

    public BugHooks BugHooks { get; }

    public MachineClock Clock { get; }

    public SimDisk Disk { get; }

    public SimJournals Journals { get; }

    public SimTasks Tasks { get; }

    public SimProcesses Processes { get; }

    /// <summary>Who is told; set before the world moves.</summary>
    public IWitness Witness { get; set; } = null!;

    public SimPower Power { get; }

    /// <summary>Whether it should take work.</summary>
    public SimHealth Health { get; }

    /// <summary>Whether nothing can be started on it.</summary>
    public bool StartsFail { get; set; }

    /// <summary>Whether that has been so since it joined: it must not get any work.</summary>
    public bool IsBornBroken { get; set; }

    /// <summary>How its processes of Rota come to be.</summary>
    public SimStarts Starts { get; }

    public List<SimKeeper> Keepers { get; } = [];

    /// <summary>The keeper whose socket takes connections.</summary>
    public SimKeeper? Serving => Keepers.Find(keeper => keeper.IsUp);

    /// <summary>Since when it has had a keeper that looks after its tasks; null while it has none.</summary>
    public long? KeptSince =>
        Serving is { Process.IsStopped: false } keeper ? Math.Max(keeper.UpAt, keeper.Process.ContinuedAt) : null;

    /// <summary>Whether the process of a task lives.</summary>
    public bool HasTasks => Processes.All.Any(process => process is { Role: "task", IsAlive: true });

    /// <summary>Ends of attempts that its keeper has not heard to be committed.</summary>
    public int Owed => Serving?.Owed ?? 0;

    public bool HasAnchor => Processes.All.Any(process => process is { Role: "anchor", IsAlive: true });

    /// <summary>Until when no message comes through on it: it is late by that.</summary>
    public long SilentUntil { get; set; }

    /// <summary>The boot that it lives in, as its system names it.</summary>
    public string BootId => BugHooks.BootId(Number == 1 ? $"boot-{Clock.Boot}" : $"boot-{Number}-{Clock.Boot}");

    /// <summary>How late a message between two of its processes is.</summary>
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

    /// <summary>A frame reaches its keeper.</summary>
    public void Observe(ReadOnlySpan<byte> payload)
    {
        var reader = new FrameReader(payload);
        if (reader.Kind() == FrameKind.Acknowledge)
        {
            Witness.Acknowledged(reader.Int64());
        }
    }
}
