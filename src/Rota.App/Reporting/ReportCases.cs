using Rota.App.Exporting;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Reporting;

/// <summary>Reports on jobs.</summary>
public static class ReportCases
{
    /// <summary>All that a report page shows of a job.</summary>
    /// <exception cref="ProblemException">There is no such job.</exception>
    public static ReportData Of(Site site, string address)
    {
        using var queries = site.Open().Read();
        var source = new ExportSource(queries, JobAddress.Look(queries, address));
        var (job, spec) = (source.Job, source.Spec);
        return new ReportData
        {
            JobId = job.Id.Value,
            Name = job.Name,
            State = job.State.WireName(),
            Reason = job.Reason,
            Submitted = job.Submitted.ToDateTime(),
            Started = job.Started?.ToDateTime(),
            Ended = job.Ended?.ToDateTime(),
            Groups = [.. queries.Groups(job.Id).Select(Group)],
            Attempts =
            [
                .. source
                    .Attempts.Where(attempt => attempt.Started is not null)
                    .Select(attempt => Attempt(source, attempt)),
            ],
            Slots = queries.NodeCapacity()?.Slots ?? 0,
            CriticalPathSeconds = spec.Tasks.All(task => task.RecordedSeconds is not null)
                ? CriticalPath.Of(spec, task => spec.Tasks[task].RecordedSeconds!.Value).Seconds
                : null,
            TimeScale = spec.TimeScale,
            RotaVersion = typeof(ReportCases).Assembly.GetName().Version!.ToString(3),
            Host = source.Host,
        };
    }

    private static ReportGroup Group(GroupRow group) =>
        new()
        {
            Name = group.Name,
            Total = group.Total,
            Succeeded = group.Counts[(int)TaskState.Succeeded],
            Failed =
                group.Counts[(int)TaskState.Failed]
                + group.Counts[(int)TaskState.TimedOut]
                + group.Counts[(int)TaskState.OomKilled],
            Cancelled = group.Counts[(int)TaskState.Cancelled],
            Skipped = group.Counts[(int)TaskState.Skipped],
            Lost = group.Counts[(int)TaskState.Lost],
        };

    private static ReportAttempt Attempt(ExportSource source, AttemptRow attempt) =>
        new()
        {
            Label = source.NameOf(attempt),
            Group = source.TaskOf(attempt).Id,
            Index = source.IndexOf(attempt) ?? 0,
            Number = attempt.Number,
            State = attempt.Outcome.WireName(),
            Started = attempt.Started!.Value.ToDateTime(),
            Ended = attempt.Ended.ToDateTime(),
            ExitCode = attempt.ExitCode,
            Signal = attempt.Signal,
            Reason = attempt.Reason,
            CpuSeconds = attempt.CpuMicros / 1e6,
            PeakMemoryBytes = attempt.PeakMemoryBytes,
            RecordedSeconds = source.TaskOf(attempt).RecordedSeconds,
        };
}
