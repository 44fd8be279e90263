using Rota.Core.Model;
using Rota.Sim.Systems.Homes;
using Rota.Sim.Systems.Nodes;
using Rota.Store.Nodes;

namespace Rota.Sim.Systems.Cells;

/// <summary>What a machine says of itself, and the home writes down where it is new.</summary>
/// <param name="home">The home.</param>
/// <param name="node">The machine.</param>
/// <param name="name">Its name in the cell.</param>
internal sealed class SimAnnouncement(SimHome home, SimNode node, string name)
{
    private readonly string boot = node.BootId;
    private NodeSaid? noted;

    /// <summary>Its number in the home; none before it was heard of.</summary>
    public NodeId Id { get; private set; }

    /// <summary>Writes it down, unless the home cannot now.</summary>
    public bool TryNote()
    {
        if (home.IsBusy)
        {
            return false;
        }

        var said = Said();
        if (!said.Equals(noted))
        {
            using var registry = home.Store.Nodes();
            Id = registry.Register(said);
            noted = said;
            home.Wrote(null, "the home hears of a machine", ("number", Id.Value));
        }

        return true;
    }

    /// <summary>The door was closed: it is written down again, which changes nothing where nothing is new.</summary>
    public void Forget() => noted = null;

    private NodeSaid Said() =>
        node.BugHooks.Said(
            new NodeSaid
            {
                Name = name,
                Capacity = node.Capacity,
                Boot = node.BootId,
                State = node.State.Path,
                Zone = $"zone-{node.Number % 2}",
            },
            boot
        );
}
