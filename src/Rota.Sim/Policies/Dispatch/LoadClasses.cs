using System.Diagnostics;
using Rota.Core.Model;
using Rota.Core.Placement.Strategies;

namespace Rota.Sim.Policies.Dispatch;

/// <summary>
/// Nodes by load. Nodes with equal loads make equal offers, so a choice among all nodes is one among a few classes.
/// </summary>
internal sealed class LoadClasses
{
    private readonly List<List<int>> classes = [];
    private readonly int[] loads;
    private readonly int[] places;
    private readonly int slots;

    /// <summary>No node is in it.</summary>
    /// <param name="nodes">How many nodes there are.</param>
    /// <param name="slots">Slots of each.</param>
    public LoadClasses(int nodes, int slots)
    {
        this.slots = slots;
        (loads, places) = (new int[nodes], new int[nodes]);
        Array.Fill(loads, Absent);
    }

    /// <summary>Nodes that are in it.</summary>
    public int Count { get; private set; }

    /// <summary>The load of a node; it must be in it.</summary>
    public int this[int node] => loads[node];

    /// <summary>Whether a node is in it.</summary>
    public bool Contains(int node) => loads[node] != Absent;

    /// <summary>Sets the load of a node, which may be new.</summary>
    public void Set(int node, int load)
    {
        Remove(node);
        while (classes.Count <= load)
        {
            classes.Add([]);
        }

        loads[node] = load;
        places[node] = classes[load].Count;
        classes[load].Add(node);
        Count++;
    }

    /// <summary>Takes a node out, if it is in it.</summary>
    public void Remove(int node)
    {
        if (!Contains(node))
        {
            return;
        }

        var mates = classes[loads[node]];
        var last = mates[^1];
        mates[places[node]] = last;
        places[last] = places[node];
        mates.RemoveAt(mates.Count - 1);
        loads[node] = Absent;
        Count--;
    }

    /// <summary>The node of the best offer, any among equals; null when none can take a task.</summary>
    public int? Best<TRanker>(ref Prng chance)
        where TRanker : struct, IRanker
    {
        Span<Offer> offers = stackalloc Offer[OffersMax];
        var count = 0;
        for (var load = 0; load < classes.Count && count < OffersMax; load++)
        {
            if (classes[load].Count > 0)
            {
                offers[count++] = new Offer(
                    load,
                    Math.Max(0, slots - load),
                    Math.Min(slots, load),
                    Math.Max(0, load - slots)
                );
            }
        }

        if (Ranking.Best<TRanker>(offers[..count]) is not { } best)
        {
            return null;
        }

        // All offers as good as the best: any node of theirs.
        var score = TRanker.Score(offers[best]);
        var equals = 0;
        foreach (ref readonly var offer in offers[best..count])
        {
            equals += TRanker.Score(offer) == score ? classes[offer.Node].Count : 0;
        }

        var drawn = (int)chance.NextBelow(equals);
        foreach (ref readonly var offer in offers[best..count])
        {
            var mates = classes[offer.Node];
            if (TRanker.Score(offer) == score && (drawn -= mates.Count) < 0)
            {
                return mates[drawn + mates.Count];
            }
        }

        throw new UnreachableException();
    }

    private const int Absent = -1;

    /// <summary>Classes that are looked at, from the lowest load: none beyond so many is ever the best.</summary>
    private const int OffersMax = 256;
}
