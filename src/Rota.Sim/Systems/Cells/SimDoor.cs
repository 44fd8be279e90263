using Rota.Core.Model;
using Rota.Sim.Systems.Homes;
using Rota.Sim.Systems.Lines;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;

namespace Rota.Sim.Systems.Cells;

/// <summary>
/// The door of the home to a machine: the machine dials, says what it is, and is let in once that is written down. It
/// is open as long as the home believes that the connection lasts.
/// </summary>
internal sealed class SimDoor
{
    private const string Purpose = "door";
    private readonly SimHome home;
    private readonly World world;
    private readonly SimAnnouncement announcement;
    private SimUplink? dialed;
    private SimUplink? welcomed;
    private bool isDialing;

    /// <param name="home">The home.</param>
    /// <param name="node">The machine.</param>
    /// <param name="name">Its name in the cell.</param>
    public SimDoor(SimHome home, SimNode node, string name)
    {
        (this.home, Node, Name, world) = (home, node, name, node.World);
        Link = new SimLink(world);
        announcement = new SimAnnouncement(home, node, name);
        node.Power.Going += () => Lose(SimUplink.Notice(world), null);
        node.Power.Failed += _ => Dial(world.Chance.Scaled(Purpose, 200_000, 8_000_000));
        home.Node.Power.Going += () => Lose(null, SimUplink.Notice(world));
    }

    public SimNode Node { get; }

    public string Name { get; }

    public SimLink Link { get; }

    /// <summary>Its number in the home; none before it was heard of.</summary>
    public NodeId Id => announcement.Id;

    public bool IsOpen { get; private set; }

    /// <summary>Whether it was taken out of the cell.</summary>
    public bool IsRemoved { get; private set; }

    /// <summary>A line to its keeper; null where the door is closed.</summary>
    public SimConnection? TryOpen(SimProcess runner) => IsOpen ? welcomed?.Open(runner) : null;

    /// <summary>The machine tries to reach the home, from so long on, until it does.</summary>
    public void Dial(long delay)
    {
        if (!isDialing && !IsRemoved)
        {
            isDialing = true;
            world.After(delay, null, "machine dials", Try);
        }
    }

    /// <summary>The connection breaks.</summary>
    public void Lose(long? homeNotices, long? nodeNotices)
    {
        dialed?.Break(homeNotices, nodeNotices);
        if (homeNotices is null)
        {
            Close();
        }
    }

    /// <summary>Nothing comes through for so long: late, or lost where the sides find out first.</summary>
    public void CutOff(bool there, bool back, long length) =>
        Link.Cut(there, back, length, () => Lose(SimLink.Late(world), SimLink.Late(world)));

    /// <summary>Nothing comes through for longer than attempts have leases.</summary>
    public void CutOffForLong(long length)
    {
        Link.CutForLong(length, () => Lose(SimLink.Late(world), SimLink.Late(world)));
        if (world.Chance.OneIn(Purpose, 2))
        {
            Lose(SimUplink.Notice(world), SimUplink.Notice(world));
        }
    }

    /// <summary>A person has taken it out: the home ends its connection, and lets it in no more.</summary>
    public void Remove()
    {
        IsRemoved = true;
        var soon = world.Chance.Between(Purpose, 1_000, 2_000_000);
        world.After(soon, null, "the home lets a machine go", () => Lose(1, SimUplink.Notice(world)));
    }

    private void Try()
    {
        isDialing = false;
        if (IsRemoved)
        {
            return;
        }

        if (!Link.IsOpen)
        {
            Dial(world.Chance.Scaled(Purpose, 250_000, 4_000_000));
            return;
        }

        var made = new SimUplink(Node, Link) { HomeNoticed = Lost, NodeNoticed = Missed };
        dialed = made;
        world.After(Link.Back(), null, "machine comes", () => Welcome(made));
    }

    /// <summary>The connection that was there before is dead, though the home may not have seen it.</summary>
    private void Welcome(SimUplink made)
    {
        if (made.IsBroken || IsRemoved)
        {
            made.Break(1, SimUplink.Notice(world));
            return;
        }

        welcomed = made;
        announcement.Begin(Link, () => made == welcomed && !IsRemoved, () => IsOpen = true);
    }

    private void Lost(SimUplink uplink)
    {
        if (uplink == welcomed)
        {
            Close();
        }
    }

    private void Missed(SimUplink uplink)
    {
        if (uplink == dialed)
        {
            Dial(world.Chance.Scaled(Purpose, 20_000, 4_000_000));
        }
    }

    private void Close()
    {
        world.Trace.Note(null, "a door closes", ("number", Id.Value));
        (IsOpen, welcomed) = (false, null);
        announcement.Forget();
    }
}
