using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Scheduling.State;
using Rota.Store.Turns;

namespace Rota.Runners.Turns;

/// <summary>Carries out the requests that people left in the store.</summary>
internal sealed class RequestDesk(IHomeStore store, IReadOnlySet<int> partitions)
{
    /// <summary>Whether requests were left for the next turn.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Takes in all that is there; the numbers of those carried out go into <paramref name="done"/>.</summary>
    public void TakeIn(Reconciler reconciler, List<long> done)
    {
        HasMore = false;
        foreach (var request in store.Requests())
        {
            if (done.Contains(request.Id) || !partitions.Contains(Partition.Of(request.Job)))
            {
                continue;
            }

            // Its end is not committed yet: the store would give a copy of it that still runs.
            if (reconciler.Changes.Jobs.Any(job => job.Id == request.Job && job.Ended is not null))
            {
                HasMore = true;
                continue;
            }

            done.Add(request.Id);
            Carry(reconciler, request);
        }
    }

    /// <summary>Whether there is a request for this runner that it has not carried out.</summary>
    public bool HasAny(List<long> done) =>
        store.Requests().Any(request => !done.Contains(request.Id) && partitions.Contains(Partition.Of(request.Job)));

    private void Carry(Reconciler reconciler, Request request)
    {
        if (Find(reconciler, request) is not { } job)
        {
            return;
        }

        switch (request.Kind)
        {
            case RequestKind.Run:
                reconciler.Unpark(job);
                break;
            case RequestKind.Cancel:
                reconciler.Apply(new JobCommand.Cancel { Job = job.Id }, job);
                break;
            case RequestKind.Pause:
                reconciler.Apply(new JobCommand.Pause { Job = job.Id }, job);
                break;
            case RequestKind.Resume:
                reconciler.Apply(new JobCommand.Resume { Job = job.Id }, job);
                break;
            case RequestKind.Priority:
                reconciler.Apply(
                    new JobCommand.SetPriority { Job = job.Id, Priority = int.Parse(request.Argument) },
                    job
                );
                break;
            case RequestKind.Parallel:
                reconciler.Apply(
                    new JobCommand.SetParallel
                    {
                        Job = job.Id,
                        Most = request.Argument.Length == 0 ? null : int.Parse(request.Argument),
                    },
                    job
                );
                break;
            case RequestKind.Rerun:
                var selection = RerunSelection.Parse(request.Argument);
                reconciler.Apply(
                    new JobCommand.Rerun
                    {
                        Job = job.Id,
                        Tasks = [.. selection.Of(store.EndedTasks(job.Id))],
                        Chosen = selection.Kind == RerunKind.Tasks ? selection.Tasks : null,
                    },
                    job
                );
                reconciler.Unpark(job);
                break;
            default:
                throw new InvariantException($"unknown request {request.Kind}");
        }
    }

    /// <summary>
    /// The job as this runner holds it, or loaded for the request: a parked one is followed, not started.
    /// </summary>
    private ActiveJob? Find(Reconciler reconciler, Request request)
    {
        if (reconciler.Jobs.TryGetValue(request.Job, out var held))
        {
            return held;
        }

        if (store.Load(request.Job) is not { } stored)
        {
            return null;
        }

        if (stored.Job.Ended is not null)
        {
            return request.Kind == RequestKind.Rerun ? stored.Job : null;
        }

        stored.Job.IsParked = request.Kind != RequestKind.Run;
        reconciler.Adopt(stored.Job, stored.Pending, stored.Live, isBooked: true);
        return stored.Job;
    }
}
