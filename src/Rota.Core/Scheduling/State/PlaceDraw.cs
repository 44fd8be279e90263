using Rota.Core.Model;
using Rota.Core.Placement.Strategies;

namespace Rota.Core.Scheduling.State;

/// <summary>
/// Draws two of the nodes that tasks would rather run on, and takes the less used: a task costs as little on a thousand
/// nodes as on two.
/// </summary>
internal sealed class PlaceDraw(PlaceCounts counts)
{
    private readonly List<Place> preferred = [];

    /// <summary>Turns to a ready queue.</summary>
    public void Begin(IReadOnlyList<Place> places)
    {
        preferred.Clear();
        var most = places.Max(place => place.Preferred);
        preferred.AddRange(places.Where(place => place.Preferred >= most));
    }

    /// <summary>One with room; null where neither of two that were drawn has any.</summary>
    public Place? Next(ref Prng chance)
    {
        Span<int> sample = stackalloc int[2];
        sample = sample[..Math.Min(sample.Length, preferred.Count)];
        Sampling.Distinct(ref chance, preferred.Count, sample);
        var place = preferred[LeastLoaded.Of(new Loads(preferred, counts), sample)];
        return place.Claim.Check() is null ? place : null;
    }

    private readonly struct Loads(List<Place> places, PlaceCounts counts) : ILoads
    {
        public int this[int node] =>
            places[node].Claim.Check() is null ? counts.ScoreOf(places[node]).Load : int.MaxValue;
    }
}
