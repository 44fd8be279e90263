using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Store.Local;
using Rota.Store.Rows;

namespace Rota.Store.Memory.Tables;

/// <summary>What the rows say of the directories of jobs: those are on the disk, whatever the home is.</summary>
internal static class JobDirectories
{
    /// <summary>What lies among them and is of no job.</summary>
    public static IReadOnlyList<Leftover> Leftovers(StateDirectory state, HomeTables tables) =>
        Leftover.Find(state, () => tables.Next.Job - 1, job => tables.Jobs.ContainsKey(new JobId(job)));

    /// <summary>How far the history refers to each segment of packed output.</summary>
    public static IEnumerable<SegmentUse> Used(HomeTables tables) =>
        from job in tables.Jobs
        from attempt in job.Value.History.Values
        where attempt.Node == NodeId.Home
        from place in (OutputPlace[])[attempt.Output, attempt.Errors]
        where place.Segment > 0
        group place.Offset + place.Length by (Job: job.Key.Value, place.Segment) into ends
        select new SegmentUse(ends.Key.Job, ends.Key.Segment, ends.Max());
}
