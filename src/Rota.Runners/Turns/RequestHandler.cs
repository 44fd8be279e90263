using Microsoft.Extensions.Logging;
using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Core.Scheduling;
using Rota.Core.Scheduling.State;
using Rota.Store.Turns;

namespace Rota.Runners.Turns;

/// <summary>Carries out the requests that people left in the store.</summary>
internal sealed class RequestHandler(IHomeStore store, IReadOnlySet<int> partitions, ILogger log)
{
    private readonly List<(JobId Job, Request Request)> carriedOut = [];

    /// <summary>Whether requests were left for the next turn.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Takes in all that is there; the numbers of those carried out go into <paramref name="done"/>.</summary>
    public void TakeIn(Reconciler reconciler, List<long> done)
    {
        HasMore = false;
        foreach (var left in Open(done))
        {
            // Its end is not committed yet: the store would give a copy of it that still runs.
            if (reconciler.Changes.Jobs.Any(job => job.Id == left.Job && job.Ended is not null))
            {
                HasMore = true;
                continue;
            }

            done.Add(left.Id);
            var request = store.Asked(left);
            Carry(reconciler, left, request);
            carriedOut.Add((left.Job, request));
        }
    }

    /// <summary>Whether there is a request for this runner that it has not carried out.</summary>
    public bool HasAny(List<long> done) => Open(done).Any();

    /// <summary>Tells of what was carried out, once it is committed.</summary>
    public void Tell()
    {
        foreach (var (job, request) in carriedOut)
        {
            if (request is Request.Run)
            {
                log.Accepted(job.Value);
            }
            else
            {
                log.RequestDone(job.Value, request.GetType().Name.ToLowerInvariant());
            }
        }

        carriedOut.Clear();
    }

    private IEnumerable<LeftRequest> Open(List<long> done) =>
        store.Requests().Where(left => !done.Contains(left.Id) && partitions.Contains(Partition.Of(left.Job)));

    private void Carry(Reconciler reconciler, LeftRequest left, Request request)
    {
        if (Find(reconciler, left.Job, request) is not { } job)
        {
            return;
        }

        if (RequestedCommand.Of(store, job, left, request) is { } command)
        {
            reconciler.Apply(command, job);
        }

        // Who cancels a job wants it put in order, also where nobody runs it.
        if (
            request is Request.Run or Request.Rerun
            || (request is Request.Cancel && job is { Ended: null, Last.Length: > 0 })
        )
        {
            reconciler.Unpark(job);
        }
    }

    /// <summary>
    /// The job as this runner holds it, or loaded for the request: a parked one is followed, not started.
    /// </summary>
    private ActiveJob? Find(Reconciler reconciler, JobId id, Request request)
    {
        if (reconciler.Jobs.TryGetValue(id, out var held))
        {
            return held;
        }

        if (store.Load(id) is not { } stored)
        {
            return null;
        }

        if (stored.Job.Ended is not null)
        {
            return request is Request.Rerun ? stored.Job : null;
        }

        stored.Job.IsParked = request is not Request.Run;
        reconciler.Adopt(stored.Job, stored.Pending, stored.Live, isBooked: true);
        return stored.Job;
    }
}
