using Rota.Core.Model;

namespace Rota.Core.Placement.Strategies;

/// <summary>
/// A set of nodes that are in some state (free, hot), from which any is taken at random, added or removed in constant
/// time: what an omniscient scheduler keeps of the free nodes.
/// </summary>
/// <param name="nodes">How many nodes there are.</param>
public sealed class NodeSet(int nodes)
{
    private readonly int[] members = new int[nodes];
    private readonly int[] places = NoPlaces(nodes);

    /// <summary>How many are in the set.</summary>
    public int Count { get; private set; }

    /// <summary>A member by its place, from 0; the order means nothing and changes with every removal.</summary>
    public int this[int place] => members[place];

    /// <summary>Whether a node is in the set.</summary>
    public bool Contains(int node) => places[node] != None;

    /// <summary>Adds a node; one that is in the set stays in it.</summary>
    public void Add(int node)
    {
        if (places[node] == None)
        {
            places[node] = Count;
            members[Count++] = node;
        }
    }

    /// <summary>Removes a node; one that is not in the set is no error.</summary>
    public void Remove(int node)
    {
        var place = places[node];
        if (place != None)
        {
            var last = members[--Count];
            members[place] = last;
            places[last] = place;
            places[node] = None;
        }
    }

    /// <summary>Any member, each as likely as any other. The set must not be empty.</summary>
    public int Any(ref Prng chance) => members[(int)chance.NextBelow(Count)];

    private const int None = -1;

    private static int[] NoPlaces(int nodes)
    {
        var places = new int[nodes];
        Array.Fill(places, None);
        return places;
    }
}
