using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;
using Rota.Sim.Systems.Users;

namespace Rota.Sim.Systems.Faults;

/// <summary>Draws what goes wrong, and does it, until it is told to stop.</summary>
internal sealed class FaultInjector
{
    private const string Pace = "faults";
    private readonly SimNode node;
    private readonly World world;
    private readonly FaultTrigger ambush;
    private readonly FaultActions mischief;
    private readonly (FaultKinds Kind, string Name, Action Do)[] faults;
    private readonly IReadOnlySet<int> without;
    private readonly List<(int Number, string Name)> struck = [];
    private bool isOver;
    private int strikes;

    /// <param name="node">The machine.</param>
    /// <param name="people">Who changes his mind.</param>
    /// <param name="crew">Who joins and leaves.</param>
    /// <param name="kinds">What may go wrong.</param>
    /// <param name="without">Faults that are left out, by number: whatever else happens, the others stay as they
    /// are.</param>
    public FaultInjector(SimNode node, SimUsers people, SimRunners crew, FaultKinds kinds, IReadOnlySet<int> without)
    {
        (this.node, world, this.without) = (node, node.World, without);
        ambush = new FaultTrigger(node);
        mischief = new FaultActions(node, people, crew, ambush);
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

    /// <summary>Ends all faults, and mends what was broken.</summary>
    public void Heal()
    {
        isOver = true;
        ambush.Lift();
        node.Disk.IsFull = node.Disk.LosesNext = node.Disk.DeniesNext = node.Disk.TearsNext = false;
        node.Journals.Fails = false;
        world.DriftPpm = node.SilentUntil = 0;
        foreach (var process in node.Processes.All.Where(process => process.IsStopped).ToArray())
        {
            world.Continue(process);
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
