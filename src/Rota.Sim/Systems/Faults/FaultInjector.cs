using Rota.Sim.Systems.Cells;
using Rota.Sim.Systems.Homes;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Users;

namespace Rota.Sim.Systems.Faults;

/// <summary>Draws what goes wrong, and does it, until it is told to stop.</summary>
internal sealed class FaultInjector
{
    private const string Pace = "faults";
    private readonly SimCell cell;
    private readonly World world;
    private readonly FaultTrigger ambush;
    private readonly FaultActions mischief;
    private readonly (FaultKinds Kind, string Name, Action Do)[] faults;
    private readonly IReadOnlySet<int> without;
    private readonly List<(int Number, string Name)> struck = [];
    private bool isOver;
    private int strikes;

    /// <param name="cell">The machines.</param>
    /// <param name="people">Who changes his mind.</param>
    /// <param name="crew">Who joins and leaves.</param>
    /// <param name="kinds">What may go wrong.</param>
    /// <param name="without">Faults that are left out, by number: whatever else happens, the others stay as they
    /// are.</param>
    public FaultInjector(SimCell cell, SimUsers people, SimRunners crew, FaultKinds kinds, IReadOnlySet<int> without)
    {
        (this.cell, world, this.without) = (cell, cell.World, without);
        ambush = new FaultTrigger(cell);
        mischief = new FaultActions(cell, people, crew, ambush);
        faults = [.. mischief.All.Where(fault => kinds.HasFlag(fault.Kind))];
    }

    /// <summary>What has gone wrong so far.</summary>
    public IReadOnlyList<(int Number, string Name)> Struck => struck;

    /// <summary>Begins: the next fault is drawn after each.</summary>
    public void Begin()
    {
        if (faults.Length > 0)
        {
            world.After(world.Chance.Scaled(Pace, 2_000, 2_000_000), null, "fault", Strike);
        }
    }

    /// <summary>Nothing more goes wrong, and what has gone wrong for long comes to its end.</summary>
    public void Rest()
    {
        isOver = true;
        world.RunUntil(cell.Doors.Select(door => door.Link.LongCutUntil).Append(world.Now).Max());
    }

    /// <summary>Ends all faults, and mends what was broken.</summary>
    public void Heal()
    {
        world.EndLongCuts();
        ambush.Lift();
        cell.Home.Commits.Heal();
        foreach (var machine in cell.Machines)
        {
            machine.Disk.IsFull = machine.Journals.Fails = false;
            machine.StartsFail = machine.IsBornBroken = false;
            machine.Clock.DriftPpm = machine.SilentUntil = 0;
            foreach (var process in machine.Processes.All.Where(process => process.IsStopped).ToArray())
            {
                world.Continue(process);
            }
        }

        foreach (var door in cell.Doors)
        {
            door.Link.Heal();
        }
    }

    private void Strike()
    {
        if (isOver)
        {
            return;
        }

        strikes++;
        mischief.Purpose = $"fault {strikes}";
        var (_, name, act) = world.Chance.Of(mischief.Purpose, faults);
        if (!without.Contains(strikes))
        {
            struck.Add((strikes, $"{world.Now / 1e6:0.000000} s: {name}"));
            world.Trace.Note(null, "FAULT " + name, ("number", strikes));
            act();
        }

        Begin();
    }
}
