using Rota.Linux.Faults;

namespace Rota.Store.Rules;

/// <summary>Whose writes count: the fence that every commit of every home checks, in its own transaction.</summary>
public static class OwnerRule
{
    /// <summary>A turn begins only in the epoch that its runner knows.</summary>
    /// <exception cref="StoreException"><see cref="StoreFailure.Fenced"/> when the members have changed.</exception>
    public static void CheckEpoch(long current, long known)
    {
        if (current != known && !PlantedBug.Is(PlantedBug.NoEpochCheck))
        {
            throw new StoreException(StoreFailure.Fenced, "the members have changed; this runner looks again");
        }
    }

    /// <summary>A partition is written by its owner alone.</summary>
    /// <exception cref="StoreException"><see cref="StoreFailure.Fenced"/> when it has another.</exception>
    public static void CheckOwner(int partition, long? owner, long incarnation)
    {
        if (owner != incarnation && !PlantedBug.Is(PlantedBug.NoOwnerCheck))
        {
            throw new StoreException(
                StoreFailure.Fenced,
                $"partition {partition} has another owner; this runner steps back"
            );
        }
    }
}
