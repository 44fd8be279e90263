using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Runners.Members;
using Rota.Store.Home;

namespace Rota.App.Explaining;

/// <summary>Who attends to a job: for explanations.</summary>
internal static class Attendance
{
    /// <summary>The runner that owns the job's partition, in a sentence; null where no runner is there.</summary>
    public static ReasonView? Of(IHomeReader queries, JobId job)
    {
        var frame = queries.Frame.Current;
        var partition = Partition.Of(job);
        if (frame.RankOf(queries.Frame.OwnerOf(partition)) is not { } rank)
        {
            return null;
        }

        var member = frame.Members[rank];
        var place = $"partition {partition}, epoch {frame.Epoch}";
        return Liveness.IsAlive(member)
            ? new ReasonView("attended-by", $"{member.Id} (pid {member.Pid}) attends to it: {place}")
            : new ReasonView("runner-gone", $"{member.Id} (pid {member.Pid}), who attended to it, is gone; {place}");
    }
}
