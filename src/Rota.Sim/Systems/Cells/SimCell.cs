using System.Diagnostics.CodeAnalysis;
using Rota.Core.Model;
using Rota.Core.Placement.Nodes;
using Rota.Sim.Systems.Homes;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;
using Rota.Store.Local;

namespace Rota.Sim.Systems.Cells;

/// <summary>All machines of a world: that of the home, and others that join it.</summary>
internal sealed class SimCell
{
    private const string Purpose = "cell";
    private const long BusyPause = 5_000;
    private readonly List<SimNode> machines = [];
    private readonly List<SimDoor> doors = [];
    private readonly string directory;
    private readonly int mostMachines;

    /// <param name="home">The home.</param>
    /// <param name="directory">Where the states of its machines are.</param>
    /// <param name="mostMachines">How many there may come to be.</param>
    public SimCell(SimHome home, string directory, int mostMachines)
    {
        (Home, this.directory, this.mostMachines) = (home, directory, mostMachines);
        machines.Add(home.Node);
        home.Reach = (process, wake) => new SimReach(this, process, wake);
    }

    public SimHome Home { get; }

    public World World => Home.World;

    /// <summary>In the order of their numbers; that of the home is the first.</summary>
    public IReadOnlyList<SimNode> Machines => machines;

    /// <summary>Those of the other machines.</summary>
    public IReadOnlyList<SimDoor> Doors => doors;

    /// <summary>Those of machines that were not taken out.</summary>
    public IReadOnlyList<SimDoor> Members => [.. doors.Where(door => !door.IsRemoved)];

    /// <summary>Whether the process of a task lives anywhere.</summary>
    public bool HasTasks => machines.Exists(machine => machine.HasTasks);

    /// <summary>Whether there are, or may be, other machines than that of the home.</summary>
    public bool IsShared => mostMachines > 1;

    /// <summary>Whether one more may join.</summary>
    public bool HasRoom => machines.Count < mostMachines;

    /// <summary>Any of the machines.</summary>
    public SimNode Any(string purpose) => machines.Count == 1 ? machines[0] : World.Chance.Of(purpose, machines);

    /// <summary>The machine that a process is of.</summary>
    public SimNode Of(SimProcess process) => machines[process.Machine - 1];

    /// <summary>The machine that a node of the home is; null for one that is none.</summary>
    public SimNode? Of(NodeId node) => node == NodeId.Home ? Home.Node : DoorOf(node)?.Node;

    /// <summary>The door to a node.</summary>
    public SimDoor? DoorOf(NodeId node) => doors.FindLast(door => door.Id == node);

    /// <summary>
    /// Whether a machine was taken out of the cell: what it runs goes on there, and nobody hears of it.
    /// </summary>
    public bool IsRemoved(SimNode machine) => doors.Exists(door => door.Node == machine && door.IsRemoved);

    /// <summary>A machine joins.</summary>
    /// <param name="after">After how long.</param>
    /// <param name="name">Its name; null for one that no machine has had.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "a state directory holds nothing")]
    public void Join(long after, string? name = null)
    {
        var number = machines.Count + 1;
        var state = StateDirectory.Open(Path.Combine(directory, $"{number}"), create: true);
        var capacity = Home.Node.Capacity with { Slots = (int)World.Chance.Between("capacity", 1, 4) };
        var node = new SimNode(World, number, state, capacity, Home.Node.BugHooks) { Witness = Home.Node.Witness };
        node.IsBornBroken = node.StartsFail = World.Chance.OneIn("broken", 8);
        node.Clock.WallOffset = World.Chance.Between(Purpose, -600_000_000, 600_000_000);
        machines.Add(node);
        var door = new SimDoor(Home, node, name ?? $"node-{number}");
        doors.Add(door);
        door.Dial(after);
    }

    /// <summary>A person says whether a machine is to take work.</summary>
    public void Stand(SimDoor door, NodeStanding standing) =>
        Write(() =>
        {
            using var registry = Home.Store.Nodes();
            if (registry.Stand(door.Name, standing) is not null && !door.IsRemoved)
            {
                Home.Node.Witness.Stood(door.Node, standing);
                Home.Wrote(null, "a machine is to stand", ("number", door.Id.Value), ("as", (long)standing));
            }
        });

    /// <summary>A person takes a machine out.</summary>
    /// <param name="door">Its door.</param>
    /// <param name="removed">What is done when it is out: its name is free.</param>
    public void Remove(SimDoor door, Action removed) =>
        Write(() =>
        {
            using var registry = Home.Store.Nodes();
            if (!door.IsRemoved && registry.Remove(door.Name))
            {
                door.Remove();
                Home.Node.Witness.Stood(door.Node, NodeStanding.Silent);
                Home.Wrote(null, "a machine is taken out", ("number", door.Id.Value));
                removed();
            }
        });

    /// <summary>The world is over: nothing runs on, and nobody holds anything open.</summary>
    public void End()
    {
        machines.ForEach(machine => machine.Processes.Clear());
        Home.Closing?.Invoke();
    }

    private void Write(Action act)
    {
        if (Home.IsBusy)
        {
            World.After(BusyPause, null, "a person comes again", () => Write(act));
            return;
        }

        act();
    }
}
