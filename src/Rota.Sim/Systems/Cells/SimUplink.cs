using Rota.Sim.Systems.Lines;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;

namespace Rota.Sim.Systems.Cells;

/// <summary>
/// One connection of a machine to its home, with all lines that it carries. When it breaks all of them do, and each
/// side notices in its own time.
/// </summary>
internal sealed class SimUplink(SimNode node, SimLink link)
{
    private const string Purpose = "uplink";

    /// <summary>How long the home waits for a line that it asked for.</summary>
    private const long Patience = 10_000_000;
    private const long LookPace = 50_000;
    private readonly World world = node.World;
    private readonly List<(SimConnection Near, SimConnection Far)> lines = [];
    private bool hasHomeNoticed;
    private bool hasNodeNoticed;

    /// <summary>Nothing comes through any more.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>What the home does when it notices.</summary>
    public required Action<SimUplink> HomeNoticed { get; init; }

    /// <summary>What the machine does when it notices.</summary>
    public required Action<SimUplink> NodeNoticed { get; init; }

    /// <summary>A line to the keeper of the machine, which is asked to open it.</summary>
    public SimConnection Open(SimProcess runner)
    {
        var (near, far) = SimConnection.Pair(world, runner, null, link.There, link.Back);
        if (IsBroken)
        {
            Break(near, far);
        }

        lines.Add((near, far));
        world.After(link.There(), null, "line is wanted", () => Arrive(far, world.Now + Patience));
        return near;
    }

    /// <summary>It breaks, with what is on its way.</summary>
    /// <param name="homeNotices">After how long the home notices; null for never.</param>
    /// <param name="nodeNotices">After how long the machine does; null for never: it is gone.</param>
    public void Break(long? homeNotices, long? nodeNotices)
    {
        if (!IsBroken)
        {
            IsBroken = true;
            lines.ForEach(line => Break(line.Near, line.Far));
        }

        if (homeNotices is { } atHome)
        {
            world.After(atHome, null, "the home sees that a machine is cut off", NoticeAtHome);
        }

        if (nodeNotices is { } atNode)
        {
            world.After(atNode, null, "a machine sees that it is cut off", NoticeAtNode);
        }
    }

    /// <summary>How long a side takes to find out that nothing comes any more: pings tell.</summary>
    public static long Notice(World world) =>
        world.Chance.OneIn(Purpose, 3)
            ? world.Chance.Between(Purpose, 100, 20_000)
            : world.Chance.Scaled(Purpose, 20_000, 12_000_000);

    private void Break(SimConnection near, SimConnection far)
    {
        near.Break((int)world.Chance.Below(Purpose, 200));
        far.Break((int)world.Chance.Below(Purpose, 200));
    }

    private void NoticeAtHome()
    {
        if (!hasHomeNoticed)
        {
            hasHomeNoticed = true;
            lines.ForEach(line => line.Near.Notice());
            HomeNoticed(this);
        }
    }

    private void NoticeAtNode()
    {
        if (!hasNodeNoticed)
        {
            hasNodeNoticed = true;
            lines.ForEach(line => line.Far.Notice());
            NodeNoticed(this);
        }
    }

    /// <summary>The machine is asked for a line to its keeper, and waits for one that comes up.</summary>
    private void Arrive(SimConnection far, long until)
    {
        if (IsBroken)
        {
            return;
        }

        if (node.Serving is { } keeper)
        {
            far.Owner = keeper.Process;
            keeper.Connected(far);
        }
        else if (world.Now > until)
        {
            far.Dispose();
        }
        else
        {
            node.Starts.StartAnchor();
            world.After(LookPace, null, "line waits for a keeper", () => Arrive(far, until));
        }
    }
}
