using Rota.App.Problems;

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
        RunOfName[] runs = [.. queries.Named(name, request.Limit).Select(job => RunOfName.Of(job, site.Now))];
        return new RunHistory(name, runs) { Times = RunTimes.Of(runs) };
    }
}
