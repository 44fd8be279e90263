using Rota.Node.Keeper;
using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Node;

/// <summary>
/// The anchor's loop in virtual time, on the production record of exits: starts keepers again, and writes down the ends
/// of the processes that come to it.
/// </summary>
internal sealed class SimAnchor
{
    private const int QuickDeathsMax = 5;
    private const long QuickDeath = 2_000_000;
    private readonly SimNode node;
    private readonly SimKernel kernel;
    private readonly SeenExits exits;
    private SimKeeper? keeper;
    private long keeperStarted;
    private int quickDeaths;

    public SimAnchor(SimNode node, SimProcess process)
    {
        (this.node, Process) = (node, process);
        kernel = new SimKernel(node, process);
        exits = new SeenExits(JournalPath, kernel);
        StartKeeper();
    }

    public SimProcess Process { get; }

    private string JournalPath => Path.Combine(node.State.Keeper, "anchor.journal");

    /// <summary>A child of the anchor has ended.</summary>
    public void Took(SimProcess child)
    {
        if (child.Pid != keeper?.Process.Pid)
        {
            if (node.Tamper.AnchorTells)
            {
                keeper?.Told(node.Tamper.Exit(exits.Add(child.Exit)));
            }

            kernel.Reap(child.Pid);
            return;
        }

        kernel.Reap(child.Pid);
        Replace(child);
    }

    public void Dispose() => exits.Dispose();

    private void Replace(SimProcess child)
    {
        if (child.ExitCode == 0)
        {
            File.Delete(JournalPath);
            node.Processes.End(Process, 0, null);
            return;
        }

        quickDeaths = node.World.Now - keeperStarted < QuickDeath ? quickDeaths + 1 : 0;
        if (quickDeaths >= QuickDeathsMax)
        {
            node.Processes.End(Process, 0, null);
            return;
        }

        StartKeeper();
    }

    private void StartKeeper()
    {
        keeperStarted = node.World.Now;
        keeper = node.Starts.StartKeeper(Process, AnchorIdentity.Own(kernel), [.. exits.All]);
    }
}
