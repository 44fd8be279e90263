using Rota.Node.Protocol;
using Rota.Store;

namespace Rota.Node.Keeper;

/// <summary>Which runner a keeper obeys: the one that claimed a partition in the highest epoch.</summary>
internal sealed class Ownership(AttemptTable table, KeeperRecords records, KeeperLink link)
{
    /// <summary>
    /// A runner claims partitions: it is told all that is known of them. What waits of them for a place is taken back,
    /// because lanes are numbered by their runner.
    /// </summary>
    /// <returns>0, or the epoch of a later owner of one of them.</returns>
    public long Claim(RunnerLine line, long epoch, ulong partitions)
    {
        lock (table.Gate)
        {
            if (!table.Claims.Allows(epoch, partitions) && !PlantedBug.Is(PlantedBug.EarlierOwners))
            {
                return table.Claims.Highest;
            }

            if (!table.Claims.Holds(epoch, partitions))
            {
                records.Claim(epoch, partitions);
                table.Claims.Note(epoch, partitions);
            }

            link.Own(line, partitions);
            foreach (var attempt in table.Lanes.All().Where(attempt => link.IsOwner(line, attempt.Job)))
            {
                table.TakeBack(attempt);
            }

            foreach (var attempt in table.All.Where(attempt => link.IsOwner(line, attempt.Job)))
            {
                line.Tell(attempt);
            }

            line.Send(frame => frame.Begin(FrameKind.SnapshotEnd).End());
            return 0;
        }
    }
}
