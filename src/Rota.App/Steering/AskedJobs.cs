using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.Core.Model;
using Rota.Core.Problems;
using Rota.Store.Home;
using Rota.Store.Records;
using Rota.Store.Turns;

namespace Rota.App.Steering;

/// <summary>The jobs that a request names: those that are open, and why nothing can be done with the others.</summary>
/// <param name="Open">Jobs that have not ended, each once.</param>
/// <param name="Refused">The others; null where there is none.</param>
internal sealed record AskedJobs(IReadOnlyList<JobRow> Open, IReadOnlyList<RefusedJob>? Refused)
{
    /// <summary>Looks the jobs up: one of which it cannot be asked keeps no other from it.</summary>
    public static AskedJobs Of(IHomeReader queries, JobsRequest request)
    {
        var entry = request.Asked.Select(EntryOf).FirstOrDefault(entry => entry is not null);
        var (open, refused) = (new List<JobRow>(), new List<RefusedJob>());
        foreach (var address in request.Jobs.Concat(Tagged(queries, request.Tags)).Distinct())
        {
            try
            {
                var job = OpenJob(queries, address);
                CheckEntry(queries, job.Id, entry);
                open.Add(job);
            }
            catch (ProblemException why)
            {
                refused.Add(new RefusedJob(address, why.Problem));
            }
        }

        return new AskedJobs([.. open.DistinctBy(job => job.Id)], refused.Count == 0 ? null : refused);
    }

    private static string? EntryOf(Request asked) =>
        asked switch
        {
            Request.Timeout timeout => timeout.Entry,
            Request.Parallel parallel => parallel.Entry,
            _ => null,
        };

    private static IEnumerable<string> Tagged(IHomeReader queries, IReadOnlyDictionary<string, string> tags) =>
        tags.Count == 0
            ? []
            : queries.Jobs(int.MaxValue, tags).Where(job => job.Ended is null).Select(job => job.Id.ToString());

    private static JobRow OpenJob(IHomeReader queries, string address)
    {
        var job = JobAddress.Act(queries, address, one => one.Ended is null);
        return job.Ended is null
            ? job
            : throw new ProblemException(ProblemCodes.JobEnded, $"job {job.Id} has ended ({job.State.WireName()})");
    }

    private static void CheckEntry(IHomeReader queries, JobId job, string? entry)
    {
        if (entry is null)
        {
            return;
        }

        var names = queries.Groups(job).Select(group => group.Name).ToArray();
        if (!names.Contains(entry))
        {
            throw new ProblemException(
                ProblemCodes.NoSuchTask,
                $"job {job} has no task {entry}",
                Nearest.Of(entry, names) is { } nearest ? $"did you mean {nearest}?" : $"try: rota status {job}"
            );
        }
    }
}
