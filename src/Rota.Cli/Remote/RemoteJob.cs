using Rota.App.Jobs;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.Cli.Remote;

/// <summary>A job that a server tells of, as what draws progress takes it.</summary>
internal static class RemoteJob
{
    /// <summary>The row.</summary>
    public static JobRow RowOf(JobView job)
    {
        var counts = new long[States.Count];
        foreach (var (state, count) in job.States)
        {
            counts[(int)state] = count;
        }

        return new JobRow
        {
            Id = new JobId(job.Id),
            Name = job.Name,
            State = job.State,
            IsWanted = job.Served == true,
            IsOpen = job.Open,
            Priority = job.Priority,
            Queue = job.Queue,
            Tags = "{}",
            Reason = job.Reason,
            Submitted = job.Submitted,
            NotBefore = job.NotBefore,
            Started = job.Started,
            Ended = job.Ended,
            Total = job.Total,
            Attempts = job.Attempts,
            Counts = counts,
        };
    }
}
