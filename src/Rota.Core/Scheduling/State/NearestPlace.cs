using Rota.Core.Placement;

namespace Rota.Core.Scheduling.State;

/// <summary>Where a ready queue waits that finds no room.</summary>
internal static class NearestPlace
{
    /// <summary>
    /// What is short at the node that it waits for. That is the one nearest to having it, and stays the same while it
    /// can come to have it: what frees there is kept, and what frees elsewhere others may use.
    /// </summary>
    public static Refusal? Refusal(IReadOnlyList<Place> open, ReadyQueue readyQueue)
    {
        (Place Place, Refusal Refusal)? nearest = null;
        foreach (var place in open)
        {
            if (place.Claim.Check() is not { } refusal)
            {
                continue;
            }

            if (ReferenceEquals(place.Node, readyQueue.Awaits) && !refusal.IsForever)
            {
                return refusal;
            }

            if (nearest is not { } best || Distance(refusal) < Distance(best.Refusal))
            {
                nearest = (place, refusal);
            }
        }

        readyQueue.Awaits = nearest?.Place.Node;
        return nearest?.Refusal;
    }

    /// <summary>How far a node is from having room, as a share of what it has; without end for never.</summary>
    public static double Distance(Refusal refusal) =>
        refusal.IsForever ? double.PositiveInfinity : (refusal.Asked - refusal.Free) / (double)refusal.Limit;
}
