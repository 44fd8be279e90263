using Rota.Node.Keeper.Anchors;
using Rota.Node.Keeper.Attempts;
using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Nodes;

/// <summary>
/// How anchors and keepers come to be on a simulated machine, and who of them is told that a child ended.
/// </summary>
internal sealed class SimStarts(SimNode node)
{
    private readonly Dictionary<SimProcess, Action<SimProcess>> parents = [];

    /// <summary>A second one would find the lock of the first, and end.</summary>
    public void StartAnchor()
    {
        if (node.HasAnchor || node.Power.IsOut)
        {
            return;
        }

        var process = node.Processes.Start("anchor", 1);
        node.World.After(
            node.World.Chance.Between("boot", 5_000, 60_000),
            process,
            "anchor boots",
            () =>
            {
                var anchor = new SimAnchor(node, process);
                parents[process] = anchor.Took;
                process.Ended = anchor.Dispose;
            }
        );
    }

    public SimKeeper StartKeeper(SimProcess anchor, AnchorIdentity identity, IReadOnlyCollection<AnchorExit> exits)
    {
        var process = node.Processes.Start("keeper", anchor.Pid);
        var keeper = new SimKeeper(node, process, identity, exits);
        node.Keepers.Add(keeper);
        parents[process] = keeper.Took;
        process.Ended = () =>
        {
            node.Keepers.Remove(keeper);
            keeper.Ended();
        };
        node.World.After(node.World.Chance.Between("boot", 20_000, 150_000), process, "keeper boots", keeper.Boot);
        return keeper;
    }

    /// <summary>A child of a process of Rota has ended.</summary>
    public void ChildEnded(SimProcess parent, SimProcess child)
    {
        node.World.After(
            node.World.Chance.Between("child", 20, 600),
            parent,
            "child ended",
            () =>
            {
                if (node.Processes.Find(child.Pid) == child && child.Parent == parent.Pid)
                {
                    parents.GetValueOrDefault(parent)?.Invoke(child);
                }
            }
        );
    }
}
