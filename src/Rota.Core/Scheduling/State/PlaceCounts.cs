namespace Rota.Core.Scheduling.State;

/// <summary>How many of a job's like tasks run where: what tells nodes apart beside what is in use.</summary>
internal sealed class PlaceCounts
{
    private readonly Dictionary<string, long> inZone = [];
    private long inAll;

    /// <summary>Counts anew.</summary>
    public void Begin(IEnumerable<Place> places)
    {
        inZone.Clear();
        inAll = 0;
        foreach (var place in places)
        {
            Add(place, place.Running);
        }
    }

    /// <summary>So many more run there.</summary>
    public void Add(Place place, int tasks)
    {
        var zone = place.Node.Traits.Zone;
        inZone[zone] = inZone.GetValueOrDefault(zone) + tasks;
        inAll += tasks;
    }

    /// <summary>How good a node is for one more.</summary>
    public PlaceScore ScoreOf(Place place) =>
        PlaceScore.Of(place, inZone.GetValueOrDefault(place.Node.Traits.Zone), inAll);
}
