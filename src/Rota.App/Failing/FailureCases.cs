using Rota.App.Jobs;
using Rota.App.Problems;

namespace Rota.App.Failing;

/// <summary>Looks at what failed.</summary>
public static class FailureCases
{
    /// <summary>The failures of a job by their causes.</summary>
    /// <exception cref="ProblemException">There is no such job.</exception>
    public static FailureGroups Of(Site site, string address)
    {
        using var queries = site.Open().Read();
        var job = JobAddress.Look(queries, address);
        return FailureGroups.Of(queries, job.Id, queries.Spec(job.Id)!);
    }
}
