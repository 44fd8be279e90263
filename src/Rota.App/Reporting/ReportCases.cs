using Rota.App.Exporting;
using Rota.App.Failing;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Problems;
using Rota.Store.Records;

namespace Rota.App.Reporting;

/// <summary>Reports on jobs.</summary>
public static class ReportCases
{
    private const int SlowestMax = 100;

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
        var reading = new AttemptReading(spec);
        foreach (var attempt in source.Attempts)
        {
            reading.Add(attempt);
        }

        var reported = Reported(queries.Attempts.WithResult(job.Id), job.Id, result);
        var groups = ReportGroups.Of(job, spec, queries.Groups(job.Id), reading.Of);
        var failures = FailureGroups.Of(queries, job.Id, spec);
        var slowest = queries.Attempts.Slowest(job.Id, SlowestMax);
        return new ReportData
        {
            JobId = job.Id.Value,
            Name = job.Name,
            State = job.State.WireName(),
            Reason = job.Reason,
            Submitted = job.Submitted.ToDateTime(),
            Started = job.Started?.ToDateTime(),
            Ended = job.Ended?.ToDateTime(),
            Groups =
            [
                .. groups.Select(
                    (group, ordinal) => group with { Reported = reported.GetValueOrDefault(ordinal)?.Seen ?? 0 }
                ),
            ],
            Marks = reading.Marks,
            Attempts = reading.Count,
            FailedAttempts = reading.Failed,
            Retries = reading.Retries,
            Mended = reading.Mended,
            Graph = NeedGraph.Of(groups),
            Failures = failures,
            Slowest = [.. slowest.Select(attempt => Attempt(source, attempt))],
            Tasks = new ReportTasks(home.State, queries, source, groups).Of(
                TaskChoice.Of(queries, job, failures, slowest)
            ),
            Reported =
            [
                .. reported.Values.SelectMany(entry => entry.Finish()).Select(attempt => Attempt(source, attempt)),
            ],
            Result = result,
            Slots = queries.NodeCapacity()?.Slots ?? 0,
            CriticalPathSeconds = spec.Tasks.All(task => task.RecordedSeconds is not null)
                ? CriticalPath.Of(spec, task => spec.Tasks[task].RecordedSeconds!.Value).Seconds
                : null,
            RecordedSeconds = reading.RecordedSeconds,
            TimeScale = spec.TimeScale,
            RotaVersion = typeof(ReportCases).Assembly.GetName().Version!.ToString(3),
            Host = source.Host,
        };
    }

    /// <summary>The tasks of each entry that reported a number.</summary>
    private static SortedDictionary<int, ReportedTasks> Reported(
        IEnumerable<AttemptRow> attempts,
        JobId job,
        string? result
    )
    {
        var (entries, known) = (
            new SortedDictionary<int, ReportedTasks>(),
            new HashSet<string>(StringComparer.Ordinal)
        );
        foreach (var attempt in attempts)
        {
            if (!entries.TryGetValue(attempt.Group, out var entry))
            {
                entries.Add(attempt.Group, entry = new ReportedTasks(result));
            }

            entry.Add(attempt);
            if (result is not null && !known.Contains(result))
            {
                known.UnionWith(ReportedTasks.Numbers(attempt).Keys);
            }
        }

        return result is null || known.Contains(result)
            ? entries
            : throw new ProblemException(
                ProblemCodes.Usage,
                $"no task of job {job} reported a number {result}",
                known.Count == 0 ? "none reported any: see rota tasks " + job
                    : Nearest.Of(result, known) is { } nearest ? $"did you mean --result {nearest}?"
                    : "there are " + string.Join(", ", known)
            );
    }

    private static ReportAttempt Attempt(ExportSource source, AttemptRow attempt) =>
        new()
        {
            Label = source.NameOf(attempt),
            Group = source.TaskOf(attempt).Id,
            Index = source.IndexOf(attempt) ?? 0,
            Place = (attempt.Group, attempt.Index),
            Number = attempt.Number,
            State = attempt.Outcome.WireName(),
            Ending = attempt.Outcome == TaskState.Succeeded ? "succeeded" : Endings.Of(attempt),
            Started = attempt.Started!.Value.ToDateTime(),
            Ended = attempt.Ended.ToDateTime(),
            CpuSeconds = attempt.CpuMicros / 1e6,
            PeakMemoryBytes = attempt.PeakMemoryBytes,
            RecordedSeconds = source.TaskOf(attempt).RecordedSeconds,
            Params = source.ParametersOf(attempt.Group, attempt.Index),
            Numbers = ReportedTasks.Numbers(attempt),
        };
}
