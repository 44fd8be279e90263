using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling;
using Rota.Core.Scheduling.Effects;
using Rota.Store;
using Rota.Store.Turns;

namespace Rota.Runners.Turns;

/// <summary>
/// Attempts that were live when a backup was taken. Whoever saw their end wrote it into another state: here they are
/// lost, and what their policies say of that is decided as ever.
/// </summary>
public static class RestoredAttempts
{
    private const string Reason =
        "it ran when the backup was taken that this state was restored from, and nobody can say how it ended";

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);

    /// <summary>Ends them, in one turn, on a state that nobody serves.</summary>
    /// <returns>How many there were.</returns>
    public static int Lose(IHomeStore store, Instant now)
    {
        // Of a boot that never was: to the first real runner, all that is older is of an earlier one.
        var place = store.Join(
            new RunnerIdentity("restore", Environment.ProcessId, 0, "restored"),
            new JoinOptions { NodeName = "", Now = 0 },
            _ => false
        );
        var reconciler = new Reconciler(
            new CellNodes(new NodeLedger(place.Capacity, place.Node)),
            place.Frame.Epoch,
            (_, _, _) => ""
        );
        reconciler.Begin(now);
        foreach (var (id, isWanted) in store.OpenJobs(place.Partitions.ToHashSet()))
        {
            if (store.Load(id) is { } stored)
            {
                stored.Job.IsParked = !isWanted;
                reconciler.Adopt(stored.Job, stored.Pending, stored.Live, isBooked: true);
            }
        }

        var lost = reconciler.Attempts.Values.ToArray();
        using (
            var turn =
                store.Begin(place, 0, Wait)
                ?? throw new StoreException(
                    StoreFailure.Busy,
                    "somebody uses the restored state. End that, and try again"
                )
        )
        {
            reconciler.Learn(turn.News.Accounts, turn.News.Demands);
            foreach (var attempt in lost)
            {
                reconciler.Apply(
                    new NodeEvent.Lost
                    {
                        Attempt = attempt.Id,
                        Node = attempt.Node,
                        Reason = Reason,
                    }
                );
            }

            turn.Commit(reconciler.Changes, reconciler.ChangedAccounts, null, []);
        }

        _ = store.Evict(place.Frame.Epoch, [place.Incarnation], Wait);
        return lost.Length;
    }
}
