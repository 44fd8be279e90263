using Rota.Core.Placement;
using Rota.Fabric.Wire;
using Rota.Linux.Faults;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Lines;
using Rota.Node.Keeper.Records;
using Rota.Node.Keeper.Table;

namespace Rota.Node.Keeper.Orders;

/// <summary>Which runner a keeper obeys: the one that claimed a partition in the highest epoch.</summary>
internal sealed class Ownership(AttemptTable table, KeeperRecords records, KeeperLink link, Gaps gaps)
{
    /// <summary>
    /// A runner claims partitions: it is told all that is known of them. What waits of them for a place is taken back,
    /// because shapes are numbered by their runner.
    /// </summary>
    /// <param name="line">Its line.</param>
    /// <param name="epoch">Its epoch.</param>
    /// <param name="partitions">What it claims, one bit each.</param>
    /// <param name="greeting">Which greeting of this runner it is: they grow.</param>
    /// <returns>0, or the epoch of a later owner of one of them.</returns>
    public long Claim(RunnerLine line, long epoch, ulong partitions, long greeting)
    {
        lock (table.Gate)
        {
            if (!table.Claims.Allows(epoch, partitions, greeting) && !PlantedBug.Is(PlantedBug.EarlierOwners))
            {
                records.Log.ClaimRefused(epoch, table.Claims.Highest);
                return table.Claims.Highest;
            }

            if (!table.Claims.Holds(epoch, partitions))
            {
                records.Claim(epoch, partitions);
                table.Claims.Note(epoch, partitions);
            }

            table.Claims.Greeted(partitions, greeting);
            link.Own(line, partitions);
            foreach (var attempt in table.WaitingByShape.All().Where(attempt => link.IsOwner(line, attempt.Job)))
            {
                table.TakeBack(attempt);
            }

            foreach (var attempt in table.All.Where(attempt => link.IsOwner(line, attempt.Job)))
            {
                line.Tell(attempt);
            }

            var forgotten = PlantedBug.Is(PlantedBug.NoGaps) ? 0 : gaps.Open & partitions;
            line.Send(frame =>
            {
                frame.Begin(FrameKind.SnapshotEnd).Int64((long)forgotten).Text(forgotten == 0 ? null : gaps.Damage);
                (line.IsFar ? frame.Int64(table.Claims.HighestAttempt) : frame).End();
            });
            return 0;
        }
    }

    /// <summary>
    /// Tells who asks how many attempts there are, of whatever owner: those that live, and those that are to. The node
    /// that asks says what it has.
    /// </summary>
    public void Count(RunnerLine line, Capacity? capacity)
    {
        int running,
            starting;
        lock (table.Gate)
        {
            if (capacity is not null)
            {
                table.Book.Tell(capacity);
            }

            running = table.All.Count(attempt => attempt.State is KeptState.Running or KeptState.Ending);
            starting = table.All.Count(attempt => attempt.State is KeptState.Queued or KeptState.Spawning);
        }

        line.Send(frame => frame.Begin(FrameKind.Census).Int32(running).Int32(starting).End());
    }

    /// <summary>
    /// A runner has settled what may be forgotten of its partitions: what is unknown of them from now on never ran.
    /// </summary>
    public void Settled(RunnerLine line)
    {
        lock (table.Gate)
        {
            gaps.Close(link.OwnedBy(line));
            records.Gap();
        }
    }
}
