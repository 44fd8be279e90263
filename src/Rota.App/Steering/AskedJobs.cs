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
        var entry = request.Asked.OfType<Request.Timeout>().Select(timeout => timeout.Entry).FirstOrDefault();
        var (open, refused) = (new List<JobRow>(), new List<RefusedJob>());
        foreach (var id in request.Jobs.Concat(Tagged(queries, request.Tags)).Distinct())
        {
            try
            {
                var job = OpenJob(queries, id);
                CheckEntry(queries, job.Id, entry);
                open.Add(job);
            }
            catch (ProblemException why)
            {
                refused.Add(new RefusedJob(id, why.Problem));
            }
        }

        return new AskedJobs(open, refused.Count == 0 ? null : refused);
    }

    private static IEnumerable<long> Tagged(IHomeReader queries, IReadOnlyDictionary<string, string> tags) =>
        tags.Count == 0
            ? []
            : queries.Jobs(int.MaxValue, tags).Where(job => job.Ended is null).Select(job => job.Id.Value);

    private static JobRow OpenJob(IHomeReader queries, long id)
    {
        var job = KnownJob.Find(queries, id);
        return job.Ended is null
            ? job
            : throw new ProblemException(ProblemCodes.JobEnded, $"job {id} has ended ({job.State.WireName()})");
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
