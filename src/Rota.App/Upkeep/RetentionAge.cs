using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Records;

namespace Rota.App.Upkeep;

/// <summary>
/// When jobs ended, for what removes old ones. A wall clock that was far behind for a while wrote times that make a
/// job of today look ancient; but no job ended before one with a smaller number was submitted.
/// </summary>
internal static class RetentionAge
{
    /// <summary>The jobs in their order, each with the earliest moment at which it can have ended.</summary>
    /// <param name="jobs">Newest first.</param>
    /// <param name="now">The time on the wall clock.</param>
    public static IReadOnlyList<(JobRow Job, Instant Ended)> Of(IReadOnlyList<JobRow> jobs, Instant now)
    {
        var dated = new (JobRow, Instant)[jobs.Count];
        var submitted = new Instant(long.MinValue);
        for (var at = jobs.Count - 1; at >= 0; at--)
        {
            var job = jobs[at];

            // A time ahead of the clock says nothing about those that came later.
            if (job.Submitted > submitted && job.Submitted <= now)
            {
                submitted = job.Submitted;
            }

            var ended = job.Ended ?? now;
            dated[at] = (job, ended > submitted ? ended : submitted);
        }

        return dated;
    }

    /// <summary>Jobs that ended, by their own word, later than now: no age is ever enough for them.</summary>
    public static IEnumerable<JobRow> Ahead(IEnumerable<JobRow> jobs, Instant now) =>
        jobs.Where(job => job.Ended > now + FiringRule.Grace);
}
