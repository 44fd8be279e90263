using Microsoft.Extensions.Logging.Abstractions;
using Rota.Node.Keeper.Anchors;
using Rota.Node.Keeper.Attempts;
using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Nodes;

/// <summary>
/// A production anchor, moved by events: its children and its timers are those of the simulated machine.
/// </summary>
internal sealed class SimAnchor : IAnchorGround
{
    private const string Stays = "anytime_the_anchor_stays";
    private const string Restarts = "anytime_a_dead_keeper_has_a_successor";

    /// <summary>The longest pause of an anchor, and twice as long as it may be stopped meanwhile.</summary>
    private const long RestartMax = 5_000_000 + (2 * 8_000_000);
    private const long WritePace = 1_000_000;
    private readonly SimNode node;
    private readonly SimKernel kernel;
    private readonly SeenExits exits;
    private readonly AnchorRules rules;
    private SimKeeper? keeper;
    private long keeperStarted;
    private long keeperDied;

    public SimAnchor(SimNode node, SimProcess process)
    {
        (this.node, Process) = (node, process);
        kernel = new SimKernel(node, process);
        exits = new SeenExits(Path.Combine(node.State.Keeper, "anchor.journal"), kernel);
        rules = new AnchorRules(exits, this, NullLogger.Instance, node.State.Path);
        rules.Begin();
        node.World.After(WritePace, process, "anchor writes", Write);
    }

    public SimProcess Process { get; }

    public int KeeperPid => keeper?.Process.Pid ?? 0;

    public TimeSpan KeeperLived => TimeSpan.FromMicroseconds(node.World.Now - keeperStarted);

    public bool HasChildren => node.Processes.All.Any(process => process.Parent == Process.Pid);

    public bool HasState => true;

    /// <summary>A child of the anchor has ended.</summary>
    public void Took(SimProcess child)
    {
        var isKeeper = child.Pid == KeeperPid;
        if (!isKeeper && !node.BugHooks.AnchorTells)
        {
            kernel.Reap(child.Pid);
        }
        else if (!rules.TryTake(isKeeper ? child.Exit : node.BugHooks.Exit(child.Exit)))
        {
            if (child.ExitCode != 0 && node.Processes.All.Any(IsTaskBelow))
            {
                node.Witness.Broken(Stays, $"anchor {Process.Pid} gave up, and tasks live below it");
            }

            node.Processes.End(Process, 0, null);
        }
    }

    public void StartKeeper()
    {
        keeperStarted = node.World.Now;
        keeper = node.Starts.StartKeeper(Process, AnchorIdentity.Own(kernel), [.. exits.All]);
    }

    public void KeeperIsGone() => (keeper, keeperDied) = (null, node.World.Now);

    public void Tell(AnchorExit exit) => keeper?.Told(exit);

    public void Reap(int pid) => kernel.Reap(pid);

    public void After(TimeSpan pause, Action act) =>
        node.World.After((long)pause.TotalMicroseconds, Process, "keeper is due", act);

    public void Dispose() => exits.Dispose();

    private bool IsTaskBelow(SimProcess process) =>
        process.Parent == Process.Pid && process is { Role: "task", IsAlive: true };

    private void Write()
    {
        rules.Write();
        if (keeper is null && node.World.Now - keeperDied > RestartMax && node.Processes.All.Any(IsTaskBelow))
        {
            node.Witness.Broken(Restarts, $"tasks live below anchor {Process.Pid}, and nobody looks after them");
        }

        node.World.After(WritePace, Process, "anchor writes", Write);
    }
}
