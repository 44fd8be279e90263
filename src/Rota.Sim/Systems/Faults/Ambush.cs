using Rota.Node.Keeper;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Node;

namespace Rota.Sim.Systems.Faults;

/// <summary>
/// Waits at the named places of production code, where turns are committed and effects carried out, for a process to come
/// by: it is killed there, or stopped for a while.
/// </summary>
internal sealed class Ambush
{
    private readonly SimNode node;
    private (string Role, int Places, bool IsCrash, string Purpose) laid = ("", 0, false, "");

    public Ambush(SimNode node)
    {
        this.node = node;
        node.World.Reached = Reach;
    }

    /// <summary>Waits for the next process of a role.</summary>
    /// <param name="purpose">What is drawn from.</param>
    /// <param name="isCrash">Whether it is killed there.</param>
    public void Lay(string purpose, bool isCrash) =>
        laid = (
            node.World.Chance.Of(purpose, (string[])["runner", "keeper"]),
            (int)node.World.Chance.Between(purpose, 1, 6),
            isCrash,
            purpose
        );

    /// <summary>Waits for nobody.</summary>
    public void Lift() => laid = ("", 0, false, "");

    private void Reach(SimProcess process, string place)
    {
        if (process.Role != laid.Role || --laid.Places > 0)
        {
            return;
        }

        var (_, _, isCrash, purpose) = laid;
        Lift();
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
}
