using Rota.Core.Reconcile;

namespace Rota.Store.Sqlite;

/// <summary>Refuses the writes of a runner that another has taken over from. Asked inside the transaction.</summary>
internal sealed class Fence(Connection connection)
{
    /// <summary>Refuses when a later runner has joined.</summary>
    public void CheckEpoch(long epoch)
    {
        if (connection.Scalar("SELECT epoch FROM frame") != epoch)
        {
            throw new StoreException(
                StoreFailure.Fenced,
                "another runner has taken over this state; this one steps back"
            );
        }
    }

    /// <summary>Refuses when a partition that the turn touches has another owner.</summary>
    public void CheckPartitions(long epoch, TurnChanges changes)
    {
        foreach (var partition in changes.Jobs.Select(job => job.Partition).Distinct())
        {
            using var rows = connection
                .Prepare("SELECT epoch FROM partition WHERE id = ?1")
                .Bind(1, (long)partition)
                .Rows();
            if (!rows.Read() || rows.Int64(0) != epoch)
            {
                throw new StoreException(
                    StoreFailure.Fenced,
                    $"partition {partition} has another owner; this runner steps back"
                );
            }
        }
    }
}
