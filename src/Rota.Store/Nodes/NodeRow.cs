using Rota.Core.Model;
using Rota.Core.Placement.Nodes;

namespace Rota.Store.Nodes;

/// <summary>A machine that has joined the home's cell, or the home's own, as the home knows it.</summary>
public sealed record NodeRow
{
    /// <summary>Its number: attempts name it by that. Never given again.</summary>
    public required NodeId Id { get; init; }

    /// <summary>What it said of itself.</summary>
    public required NodeSaid Said { get; init; }

    /// <summary>What people said of it: open, cordoned or draining.</summary>
    public NodeStanding Standing { get; init; }

    /// <summary>
    /// The first epoch of its boot: what was committed earlier was meant for a machine that has been restarted since.
    /// </summary>
    public long BootEpoch { get; init; }

    /// <summary>What it refused last: <see cref="KeptRefusals"/>.</summary>
    public string Refusals { get; init; } = "";

    /// <summary>
    /// The epoch until which it served the home: what was committed before has no lease there, for nobody could have
    /// replaced it. 0 for a machine that never did.
    /// </summary>
    public long ServedUntil { get; init; }

    /// <summary>Whether it was taken out of the cell: nobody will hear of it again.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>What tells it from others.</summary>
    public NodeTraits Traits => new(Said.Name) { Zone = Said.Zone, Labels = Said.Labels };

    /// <summary>
    /// Whether it takes work, as far as the home can say: what people said, and what it says of itself.
    /// </summary>
    public NodeStanding Offers =>
        IsRemoved ? NodeStanding.Silent
        : Standing == NodeStanding.Open && Said.Withdrawn is not null ? NodeStanding.Cordoned
        : Standing;
}
