using Rota.Core.Placement;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>Chooses the node for each task of a ready queue: that with the lowest score of those with room.</summary>
internal sealed class Placing(SchedulerState scheduler)
{
    private readonly List<Place> open = [];
    private readonly PriorityQueue<Place, (double Score, long Node)> line = new();
    private readonly Dictionary<string, long> inZone = [];
    private long inAll;
    private bool isLinedUp;

    /// <summary>The nodes that its tasks may run on, but for those of which something is kept for others.</summary>
    public IReadOnlyList<Place> Open => open;

    /// <summary>Turns to a ready queue.</summary>
    /// <param name="readyQueue">The ready queue.</param>
    /// <param name="held">What is kept for tasks before it.</param>
    public void Begin(ReadyQueue readyQueue, IReadOnlySet<Account> held)
    {
        open.Clear();
        line.Clear();
        isLinedUp = false;
        foreach (var place in scheduler.PlacesOf(readyQueue))
        {
            if (!place.Node.Rests(scheduler.Now) && (held.Count == 0 || !place.Claim.TakesAnyOf(held)))
            {
                open.Add(place);
            }
        }
    }

    /// <summary>The node for the next task; null when none has room.</summary>
    public Place? Next()
    {
        if (open.Count == 1)
        {
            return open[0].Claim.Check() is null ? open[0] : null;
        }

        LineUp();
        while (line.TryDequeue(out var place, out var rank))
        {
            if (place.Claim.Check() is not null)
            {
                continue;
            }

            // What was started there since makes it worse.
            if (RankOf(place) is var now && now.CompareTo(rank) > 0)
            {
                line.Enqueue(place, now);
                continue;
            }

            return place;
        }

        return null;
    }

    /// <summary>A task was started there.</summary>
    public void Took(Place place)
    {
        if (isLinedUp)
        {
            Count(place, 1);
            line.Enqueue(place, RankOf(place));
        }
    }

    /// <summary>
    /// Why none has room: what is short at the node that it waits for. That is the one nearest to having it, and stays
    /// the same while it can come to have it: what frees there is kept, and what frees elsewhere others may use.
    /// </summary>
    public Refusal? Refused(ReadyQueue readyQueue)
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

    private static double Distance(Refusal refusal) =>
        refusal.IsForever ? double.PositiveInfinity : (refusal.Asked - refusal.Free) / (double)refusal.Limit;

    private void LineUp()
    {
        if (isLinedUp)
        {
            return;
        }

        isLinedUp = true;
        inZone.Clear();
        inAll = 0;
        foreach (var place in open)
        {
            Count(place, place.Running);
        }

        foreach (var place in open)
        {
            if (place.Claim.Check() is null)
            {
                line.Enqueue(place, RankOf(place));
            }
        }
    }

    private void Count(Place place, int tasks)
    {
        var zone = place.Node.Traits.Zone;
        inZone[zone] = inZone.GetValueOrDefault(zone) + tasks;
        inAll += tasks;
    }

    private (double Score, long Node) RankOf(Place place) =>
        (PlaceScore.Of(place, inZone[place.Node.Traits.Zone], inAll).Total, place.Node.Ledger.Node.Value);
}
