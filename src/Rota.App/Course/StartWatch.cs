using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Course;

/// <summary>
/// Sees which job has waited longest: tasks of it are ready, and none has started or ended for so long.
/// </summary>
internal sealed class StartWatch
{
    private Dictionary<JobId, (long Progress, Instant Since)> seen = [];

    /// <summary>That job; null where none waits.</summary>
    public (JobRow Job, Instant Since)? Oldest(IReadOnlyList<JobRow> open, Instant now)
    {
        var waiting = open.Where(job => job.In(TaskState.Ready) > 0).ToArray();
        seen = waiting.ToDictionary(job => job.Id, job => (ProgressOf(job), SinceOf(job, now)));
        return waiting
            .Select(job => (Job: job, seen[job.Id].Since))
            .OrderBy(one => one.Since)
            .Select(one => ((JobRow, Instant)?)one)
            .FirstOrDefault();
    }

    private Instant SinceOf(JobRow job, Instant now) =>
        seen.TryGetValue(job.Id, out var before) ? (before.Progress == ProgressOf(job) ? before.Since : now)
        : job.Started is null ? job.NotBefore ?? job.Submitted
        : now;

    /// <summary>Grows with each start and each end.</summary>
    private static long ProgressOf(JobRow job) => (2 * job.Attempts) + job.Live;
}
