using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Steering;

/// <summary>The jobs that a request names: those that are open, and why nothing can be done with the others.</summary>
/// <param name="Open">Jobs that have not ended, each once.</param>
/// <param name="Refused">The others; null where there is none.</param>
internal sealed record AskedJobs(IReadOnlyList<JobRow> Open, IReadOnlyList<RefusedJob>? Refused)
{
    /// <summary>Looks the jobs up: one that has ended keeps no other from what is asked.</summary>
    public static AskedJobs Of(IHomeReader queries, IEnumerable<string> addresses)
    {
        var (open, refused) = (new List<JobRow>(), new List<RefusedJob>());
        foreach (var address in addresses.Distinct())
        {
            try
            {
                open.Add(OpenJob(queries, address));
            }
            catch (ProblemException why)
            {
                refused.Add(new RefusedJob(address, why.Problem));
            }
        }

        return new AskedJobs([.. open.DistinctBy(job => job.Id)], refused.Count == 0 ? null : refused);
    }

    private static JobRow OpenJob(IHomeReader queries, string address)
    {
        var job = JobAddress.Act(queries, address, one => one.Ended is null);
        return job.Ended is null
            ? job
            : throw new ProblemException(ProblemCodes.JobEnded, $"job {job.Id} has ended ({job.State.WireName()})");
    }
}
