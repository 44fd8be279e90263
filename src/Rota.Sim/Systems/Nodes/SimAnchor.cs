using Rota.Node.Keeper.Anchors;
using Rota.Node.Keeper.Attempts;
using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Nodes;

/// <summary>
/// The anchor's loop in virtual time, on the production record of exits: starts keepers again, and writes down the ends
/// of the processes that come to it.
/// </summary>
internal sealed class SimAnchor
{
    private const string Stays = "anytime_the_anchor_stays";
    private const long WritePace = 1_000_000;
    private readonly SimNode node;
    private readonly SimKernel kernel;
    private readonly SeenExits exits;
    private readonly AnchorPatience patience = new();
    private SimKeeper? keeper;
    private long keeperStarted;

    public SimAnchor(SimNode node, SimProcess process)
    {
        (this.node, Process) = (node, process);
        kernel = new SimKernel(node, process);
        exits = new SeenExits(JournalPath, kernel);
        StartKeeper();
        node.World.After(WritePace, process, "anchor writes", Write);
    }

    public SimProcess Process { get; }

    private string JournalPath => Path.Combine(node.State.Keeper, "anchor.journal");

    /// <summary>A child of the anchor has ended.</summary>
    public void Took(SimProcess child)
    {
        if (child.Pid != keeper?.Process.Pid)
        {
            if (node.BugHooks.AnchorTells)
            {
                patience.Saw();
                var exit = node.BugHooks.Exit(exits.Add(child.Exit));
                keeper?.Told(exit);
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
            exits.Remove();
            node.Processes.End(Process, 0, null);
            return;
        }

        keeper = null;
        patience.KeeperDied(TimeSpan.FromMicroseconds(node.World.Now - keeperStarted));
        if (patience.IsOver(node.Processes.All.Any(process => process.Parent == Process.Pid)))
        {
            if (
                node.Processes.All.Any(child => child.Parent == Process.Pid && child is { Role: "task", IsAlive: true })
            )
            {
                node.Witness.Broken(Stays, $"anchor {Process.Pid} gave up, and tasks live below it");
            }

            node.Processes.End(Process, 0, null);
            return;
        }

        if (patience.Pause is var pause && pause > TimeSpan.Zero)
        {
            node.World.After((long)pause.TotalMicroseconds, Process, "keeper is due", StartKeeper);
            return;
        }

        StartKeeper();
    }

    private void Write()
    {
        exits.Flush();
        node.World.After(WritePace, Process, "anchor writes", Write);
    }

    private void StartKeeper()
    {
        keeperStarted = node.World.Now;
        keeper = node.Starts.StartKeeper(Process, AnchorIdentity.Own(kernel), [.. exits.All]);
    }
}
