using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Course;

/// <summary>
/// What ended since the last look, by the counters that turns keep of each job: whoever ran them, and without a look at
/// any task.
/// </summary>
internal sealed class JobTotals
{
    private Dictionary<JobId, (long Attempts, long Failed)>? known;

    /// <summary>Compares with what was known; at the first look nothing has ended since.</summary>
    public (long Ended, long Failed) Since(IHomeReader home, IReadOnlyList<JobRow> open)
    {
        var now = open.ToDictionary(job => job.Id, Of);
        var (ended, failed) = (0L, 0L);
        foreach (var (id, total) in now)
        {
            Add(id, total);
        }

        foreach (var id in known?.Keys.Except(now.Keys).ToArray() ?? [])
        {
            // It ended since, or was removed.
            if (home.Job(id) is { } job)
            {
                Add(id, Of(job));
            }
        }

        known = now;
        return (ended, failed);

        void Add(JobId id, (long Attempts, long Failed) total)
        {
            if (known is not null)
            {
                // A rerun takes failures back, but not that there were some.
                var before = known.GetValueOrDefault(id);
                ended += Math.Max(0, total.Attempts - before.Attempts);
                failed += Math.Max(0, total.Failed - before.Failed);
            }
        }
    }

    private static (long Attempts, long Failed) Of(JobRow job) => (job.Attempts, job.Failed + job.In(TaskState.Lost));
}
