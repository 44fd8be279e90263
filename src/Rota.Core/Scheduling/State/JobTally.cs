using Rota.Core.Model;

namespace Rota.Core.Scheduling.State;

/// <summary>How a job goes, without what runs however it ends: what that is told.</summary>
/// <param name="Outcome">How it ends, as far as that is known.</param>
/// <param name="Total">How many tasks.</param>
/// <param name="Counts">They by state.</param>
public sealed record JobTally(JobState Outcome, long Total, long[] Counts)
{
    /// <summary>Whether more may be added.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether all of them have their outcome, and none can be added.</summary>
    public bool IsDone => StateCounts.Ended(Counts) == Total && !IsOpen;

    /// <summary>Those whose outcome is a failure.</summary>
    public long Failures => StateCounts.Failures(Counts);

    /// <summary>That of a job.</summary>
    internal static JobTally Of(ActiveJob job)
    {
        var (counts, total) = (job.Counts, job.Total);
        if (job.Last.Length > 0)
        {
            counts = [.. counts];
            foreach (var group in job.Last)
            {
                total -= group.Total;
                for (var state = 0; state < States.Count; state++)
                {
                    counts[state] -= group.Counts[state];
                }
            }
        }

        return new JobTally(OutcomeOf(job, counts), total, counts) { IsOpen = job.Spec.IsOpen };
    }

    /// <summary>
    /// Some may be cancelled still where a rerun named others, and where failures stopped what ran.
    /// </summary>
    internal static JobState OutcomeOf(ActiveJob job, long[] counts) =>
        job.IsCancelled || (counts[(int)TaskState.Cancelled] > 0 && !IsHalted(job, counts)) ? JobState.Cancelled
        : StateCounts.Failures(counts) > 0 ? JobState.Failed
        : JobState.Succeeded;

    private static bool IsHalted(ActiveJob job, long[] counts) =>
        job.Spec.MaxFailures is { StopsRunning: true } && StateCounts.Failures(counts) > 0;
}
