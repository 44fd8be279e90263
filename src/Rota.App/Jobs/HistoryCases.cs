using Rota.App.Problems;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Jobs;

/// <summary>Tells the past of jobs.</summary>
public static class HistoryCases
{
    /// <summary>The last jobs of a name.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public static RunHistory Of(Site site, HistoryRequest request)
    {
        request.Check();
        using var queries = site.Open().Read();
        var name = JobAddress.Look(queries, request.Name).Name;
        RunOfName[] runs = [.. queries.Named(name, request.Limit).Select(job => View(job, site.Now))];
        return new RunHistory(name, runs) { Times = RunTimes.Of(runs) };
    }

    private static RunOfName View(JobRow job, Instant now) =>
        new()
        {
            Id = job.Id.Value,
            State = job.State,
            Submitted = job.Submitted,
            Started = job.Started,
            Ended = job.Ended,
            Seconds = job.Started is { } started ? ((job.Ended ?? now) - started).TotalSeconds : null,
            Total = job.Total,
            Failed = job.Failed,
            Attempts = job.Attempts,
        };
}
