using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Strategies;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>
/// Chooses the node for each task of a ready queue: the first of those with room, by the strategy of its tasks.
/// </summary>
internal sealed class Placing
{
    private readonly SchedulerState scheduler;
    private readonly List<Place> open = [];
    private readonly PriorityQueue<Place, PlaceRank> line = new();
    private readonly PlaceCounts counts = new();
    private readonly PlaceDraw draw;
    private Strategy strategy;
    private bool isCounted;
    private bool isLinedUp;
    private bool isDrawn;

    public Placing(SchedulerState scheduler) => (this.scheduler, draw) = (scheduler, new PlaceDraw(counts));

    /// <summary>The nodes that its tasks may run on, but for those of which something is kept for others.</summary>
    public IReadOnlyList<Place> Open => open;

    /// <summary>Turns to a ready queue.</summary>
    /// <param name="readyQueue">The ready queue.</param>
    /// <param name="held">What is kept for tasks before it.</param>
    public void Begin(ReadyQueue readyQueue, IReadOnlySet<Account> held)
    {
        open.Clear();
        line.Clear();
        (isCounted, isLinedUp) = (false, false);
        strategy = readyQueue.Job.Spec.Policies[readyQueue.Key.Policy].Nodes.Strategy;
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

        isDrawn = strategy == Strategy.TwoChoices && open.Count > 0;
        if (isDrawn && Drawn() is { } drawn)
        {
            return drawn;
        }

        isDrawn = false;
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
        if (isCounted)
        {
            counts.Add(place, 1);
        }

        // One that was drawn stands in the line still.
        if (isLinedUp && !isDrawn)
        {
            line.Enqueue(place, RankOf(place));
        }
    }

    /// <summary>How good a node is for the next task.</summary>
    public PlaceScore ScoreOf(Place place)
    {
        Count();
        return counts.ScoreOf(place);
    }

    /// <summary>Its place among those with room: the lowest is taken.</summary>
    public PlaceRank RankOf(Place place) => PlaceRank.Of(strategy, ScoreOf(place), place.Node.Ledger.Node.Value);

    /// <summary>Why none has room: what is short at the node that the ready queue waits for.</summary>
    public Refusal? Refused(ReadyQueue readyQueue) => NearestPlace.Refusal(open, readyQueue);

    private void LineUp()
    {
        if (isLinedUp)
        {
            return;
        }

        isLinedUp = true;
        foreach (var place in open)
        {
            if (place.Claim.Check() is null)
            {
                line.Enqueue(place, RankOf(place));
            }
        }
    }

    private void Count()
    {
        if (!isCounted)
        {
            isCounted = true;
            counts.Begin(open);
            draw.Begin(open);
        }
    }

    private Place? Drawn()
    {
        Count();
        var chance = new Prng((ulong)scheduler.NextAttempt);
        return draw.Next(ref chance);
    }
}
