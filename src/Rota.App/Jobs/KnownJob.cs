using Rota.App.Problems;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Jobs;

/// <summary>A job that must be there.</summary>
internal static class KnownJob
{
    /// <summary>Its row.</summary>
    /// <exception cref="ProblemException">There is none of this number.</exception>
    public static JobRow Find(IHomeReader queries, long id) =>
        queries.Job(new JobId(id))
        ?? throw new ProblemException(ProblemCodes.NoSuchJob, $"there is no job {id}", "try: rota ls");
}
