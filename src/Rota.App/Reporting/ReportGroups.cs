using Rota.App.Explaining;
using Rota.App.Planning;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Scheduling.Explanations;
using Rota.Core.Scheduling.State;
using Rota.Store.Records;

namespace Rota.App.Reporting;

/// <summary>The entries of a job with their needs, and who keeps whom from running.</summary>
internal static class ReportGroups
{
    /// <summary>Those of a job, in the order of the job file.</summary>
    public static ReportGroup[] Of(JobRow job, JobSpec spec, IReadOnlyList<GroupRow> rows, Func<int, GroupSums> sumsOf)
    {
        var levels = Levels.All(spec);
        var counted = Counted(job, spec, rows);
        return
        [
            .. rows.Select(row =>
            {
                var sums = sumsOf(row.Ordinal);
                return new ReportGroup
                {
                    Name = row.Name,
                    Total = row.Total,
                    Succeeded = row.Counts[(int)TaskState.Succeeded],
                    Failed = StateCounts.Failures(row.Counts) - row.Counts[(int)TaskState.Lost],
                    Cancelled = row.Counts[(int)TaskState.Cancelled],
                    Skipped = row.Counts[(int)TaskState.Skipped],
                    Lost = row.Counts[(int)TaskState.Lost],
                    Running = row.Counts[(int)TaskState.Running] + row.Counts[(int)TaskState.Starting],
                    Level = levels[row.Ordinal],
                    IsFinally = spec.Tasks[row.Ordinal].IsFinally,
                    Needs = Needs(spec, counted, row),
                    WhySkipped =
                        row.Counts[(int)TaskState.Skipped] > 0 ? ReasonWords.Skipped(counted, row.Ordinal) : null,
                    Attempts = sums.Attempts,
                    TaskSeconds = sums.Seconds,
                    CpuSeconds = sums.CpuMicros / 1e6,
                    PeakMemoryBytes = sums.PeakMemoryBytes,
                };
            }),
        ];
    }

    /// <summary>The job as far as its scheduler looks at needs: the counts of its entries.</summary>
    private static ActiveJob Counted(JobRow job, JobSpec spec, IReadOnlyList<GroupRow> rows)
    {
        var counted = new ActiveJob(job.Id, spec) { Reason = job.Reason };
        foreach (var row in rows)
        {
            row.Counts.CopyTo(counted.Groups[row.Ordinal].Counts, 0);
        }

        return counted;
    }

    private static ReportNeed[] Needs(JobSpec spec, ActiveJob counted, GroupRow row)
    {
        var unmet = Explanation.Unmet(counted, row.Ordinal);
        var waits = row.Counts[(int)TaskState.Blocked] > 0;
        var isSkipped = row.Counts[(int)TaskState.Skipped] > 0;
        return
        [
            .. spec.Tasks[row.Ordinal]
                .Needs.Select(need => new ReportNeed(
                    need.Task,
                    need.Condition.ToString().ToLowerInvariant(),
                    (waits && !counted.Groups[need.Task].IsEnded) || (isSkipped && unmet.Contains(need))
                )),
        ];
    }
}
