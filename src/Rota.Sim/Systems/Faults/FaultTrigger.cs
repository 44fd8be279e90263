using Rota.Linux.Calls;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;

namespace Rota.Sim.Systems.Faults;

/// <summary>
/// Waits at the named places of production code, where turns are committed and effects carried out, for a process to
/// come by: it is killed there, or stopped for a while.
/// </summary>
internal sealed class FaultTrigger
{
    private readonly SimNode node;
    private readonly List<Trap> laid = [];

    public FaultTrigger(SimNode node)
    {
        this.node = node;
        node.World.Reached = Reach;
    }

    /// <summary>Waits for the next process of a role.</summary>
    /// <param name="purpose">What is drawn from.</param>
    /// <param name="isCrash">Whether it is killed there.</param>
    public void Lay(string purpose, bool isCrash) =>
        laid.Add(
            new Trap(node.World.Chance.Of(purpose, (string[])["runner", "keeper"]), isCrash, purpose)
            {
                Left = (int)node.World.Chance.Between(purpose, 1, 6),
            }
        );

    /// <summary>Waits for nobody.</summary>
    public void Lift() => laid.Clear();

    private void Reach(SimProcess process, string place)
    {
        if (laid.Find(trap => trap.Role == process.Role && --trap.Left <= 0) is not { } sprung)
        {
            return;
        }

        laid.Remove(sprung);
        var (_, isCrash, purpose) = sprung;
        node.World.Trace.Note(process, (isCrash ? "crashes at " : "stops at ") + place);
        if (isCrash)
        {
            node.Processes.Kill(process.Pid, Native.SigKill);
            return;
        }

        process.IsStopped = true;
        node.World.Wait(node.World.Chance.Scaled(purpose, 1_000, 8_000_000), () => !process.IsStopped);
        process.IsStopped = false;
    }

    private sealed record Trap(string Role, bool IsCrash, string Purpose)
    {
        public int Left { get; set; }
    }
}
