using Rota.App.Exporting;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Problems;
using Rota.Core.Results;
using Rota.Store.Records;

namespace Rota.App.Reporting;

/// <summary>Reports on jobs.</summary>
public static class ReportCases
{
    /// <summary>All that a report page shows of a job.</summary>
    /// <param name="site">Where.</param>
    /// <param name="address">The job.</param>
    /// <param name="result">The number of its results that is plotted; null for the first.</param>
    /// <exception cref="ProblemException">There is no such job, or no such number.</exception>
    public static ReportData Of(Site site, string address, string? result = null)
    {
        var home = site.Open();
        using var queries = home.Read();
        var source = new ExportSource(queries, JobAddress.Look(queries, address), home.State);
        var (job, spec) = (source.Job, source.Spec);
        ReportAttempt[] attempts =
        [
            .. source
                .Attempts.Where(attempt => attempt.Started is not null)
                .Select(attempt => Attempt(source, attempt)),
        ];
        Require(result, job.Id, attempts);
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
            Attempts = attempts,
            Result = result,
            Slots = queries.NodeCapacity()?.Slots ?? 0,
            CriticalPathSeconds = spec.Tasks.All(task => task.RecordedSeconds is not null)
                ? CriticalPath.Of(spec, task => spec.Tasks[task].RecordedSeconds!.Value).Seconds
                : null,
            TimeScale = spec.TimeScale,
            RotaVersion = typeof(ReportCases).Assembly.GetName().Version!.ToString(3),
            Host = source.Host,
        };
    }

    private static void Require(string? result, JobId job, ReportAttempt[] attempts)
    {
        if (result is null || attempts.Any(attempt => attempt.Numbers.ContainsKey(result)))
        {
            return;
        }

        string[] known = [.. attempts.SelectMany(attempt => attempt.Numbers.Keys).Distinct(StringComparer.Ordinal)];
        throw new ProblemException(
            ProblemCodes.Usage,
            $"no task of job {job} reported a number {result}",
            known.Length == 0 ? "none reported any: see rota tasks " + job
                : Nearest.Of(result, known) is { } nearest ? $"did you mean --result {nearest}?"
                : "there are " + string.Join(", ", known)
        );
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
            Params = source.ParametersOf(attempt),
            Numbers = ResultObject
                .Values(attempt.Reported?.Result)
                .Where(value => value.Number is not null)
                .ToDictionary(value => value.Name, value => value.Number!.Value),
        };
}
