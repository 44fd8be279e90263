using Rota.Cell.Nodes;
using Rota.Core.Model;
using Rota.Sim.Systems.Homes;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;
using Rota.Store.Nodes;

namespace Rota.Sim.Systems.Cells;

/// <summary>What a machine says of itself, and the home writes down where it is new.</summary>
/// <param name="home">The home.</param>
/// <param name="node">The machine.</param>
/// <param name="name">Its name in the cell.</param>
internal sealed class SimAnnouncement(SimHome home, SimNode node, string name)
{
    private const long BusyPause = 5_000;
    private readonly World world = node.World;
    private readonly string boot = node.BootId;
    private NodeSaid? noted;

    /// <summary>Its number in the home; none before it was heard of.</summary>
    public NodeId Id { get; private set; }

    /// <summary>The machine says it, and says it again and again.</summary>
    /// <param name="link">The network on the way.</param>
    /// <param name="lasts">Whether the home still takes it from this connection.</param>
    /// <param name="heard">What is done once it is written down.</param>
    public void Begin(SimLink link, Func<bool> lasts, Action heard)
    {
        if (!lasts())
        {
            return;
        }

        node.Health.Look();
        var said = Said();
        world.After(link.Back(), null, "machine announces itself", Arrive);

        void Arrive()
        {
            if (!lasts())
            {
                return;
            }

            var isNoted = TryNote(said);
            if (isNoted)
            {
                heard();
            }

            world.After(
                isNoted ? (long)NodeService.Pace.TotalMicroseconds : BusyPause,
                null,
                "machine announces itself",
                isNoted ? () => Begin(link, lasts, heard) : Arrive
            );
        }
    }

    /// <summary>The door was closed: it is written down again, which changes nothing where nothing is new.</summary>
    public void Forget() => noted = null;

    /// <summary>Writes it down, unless the home cannot now.</summary>
    private bool TryNote(NodeSaid said)
    {
        if (home.IsBusy)
        {
            return false;
        }

        if (!said.Equals(noted))
        {
            using var registry = home.Store.Nodes();
            Id = registry.Register(said);
            noted = said;
            home.Wrote(null, "the home hears of a machine", ("number", Id.Value));
        }

        return true;
    }

    private NodeSaid Said() =>
        node.BugHooks.Said(
            new NodeSaid
            {
                Name = name,
                Capacity = node.Capacity,
                Boot = node.BootId,
                State = node.State.Path,
                Zone = $"zone-{node.Number % 2}",
                Withdrawn = node.Health.Withdrawn,
            },
            boot
        );
}
