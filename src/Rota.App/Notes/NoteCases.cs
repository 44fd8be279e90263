using Rota.App.Failing;
using Rota.App.Jobs;
using Rota.App.Views;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Notes;

/// <summary>
/// Tells of many jobs at once what a row of each needs beside its counters. What it reads of each is bounded: rows of a
/// list must not cost what their jobs are large.
/// </summary>
public static class NoteCases
{
    /// <summary>The most jobs that are told of at a time.</summary>
    public const int JobsMax = 100;

    private const int RunsMax = 20;
    private const int FailuresMax = 20;

    /// <summary>The notes of jobs; one that is not there is left out.</summary>
    public static JobNotes Of(Site site, IReadOnlyList<JobId> jobs)
    {
        using var queries = site.Open().Read();
        var names = new Dictionary<string, (IReadOnlyList<NotedRun> Runs, double? Median)>(StringComparer.Ordinal);
        var notes = new List<JobNote>();
        foreach (var job in jobs.Take(JobsMax).Select(queries.Job).OfType<JobRow>())
        {
            if (!names.TryGetValue(job.Name, out var past))
            {
                names[job.Name] = past = Past(queries, job.Name, site.Now);
            }

            notes.Add(new JobNote(job.Id.Value, past.Runs, past.Median, job.Failed > 0 ? Failure(queries, job) : null));
        }

        return new JobNotes(notes);
    }

    private static (IReadOnlyList<NotedRun> Runs, double? Median) Past(IHomeReader queries, string name, Instant now)
    {
        RunOfName[] runs = [.. queries.Named(name, RunsMax).Select(job => RunOfName.Of(job, now))];
        return (
            [.. runs.Select(run => new NotedRun(run.Id, run.State.WireName(), run.Seconds, run.Failed))],
            RunTimes.Of(runs)?.Median
        );
    }

    private static NotedFailure? Failure(IHomeReader queries, JobRow job) =>
        FailureGroups
            .FailedOf(queries, job.Id)
            .Take(FailuresMax)
            .GroupBy(FailureCause.Of)
            .OrderByDescending(cause => cause.Count())
            .Select(cause => new NotedFailure(cause.Key.Ending, ShownText.Of(cause.Key.Shape)!))
            .FirstOrDefault();
}
