using Rota.Core.Placement;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>Keeps as many successors waiting at the node as bridge the time of a turn and its commit.</summary>
internal sealed class SuccessorSupply(
    SchedulerState scheduler,
    Admission admission,
    Starter starter,
    Holding holding,
    Progress progress
)
{
    /// <summary>Time that successors of short tasks should bridge: several turns with their commits.</summary>
    private const double BridgeSeconds = 0.1;

    private const int SuccessorsMax = 512;

    /// <summary>Gives free room to successors first: they were next in line when they were committed.</summary>
    public void Promote(Shape shape)
    {
        while (scheduler.Successors.First(shape) is { } attempt && Admission.Check(shape) is null)
        {
            scheduler.Successors.Remove(attempt);
            admission.Reserve(attempt);
            scheduler.Changes.Attempts.Add(attempt);
            scheduler.Changes.Effects.Add(new Effect(EffectKind.Promote, attempt));
        }
    }

    /// <summary>Commits tasks ahead of room, so that the node can start the next without the store.</summary>
    public void Add(ReadyQueue readyQueue, IReadOnlyList<Place> places)
    {
        foreach (var place in places.Where(place => place.Shape is not null))
        {
            Add(readyQueue, place.Shape!);
        }
    }

    /// <summary>
    /// Nothing is ready any more and a node has room: who waits for a place at another one is called back for it, the
    /// last first. Tasks bound to one node must not wait while others idle.
    /// </summary>
    public void CallBack(ReadyQueue readyQueue, IReadOnlyList<Place> places)
    {
        if (places.Count < 2 || !readyQueue.Shapes.Any(shape => shape.Waiting > 0))
        {
            return;
        }

        var room = places
            .Where(place => place.Shape is not { Waiting: > 0 })
            .Sum(place => Math.Min(place.Claim.Room(), SuccessorsMax));
        foreach (
            var attempt in readyQueue
                .Shapes.SelectMany(scheduler.Successors.LastOf)
                .Take((int)Math.Min(room, SuccessorsMax))
        )
        {
            progress.Withdraw(attempt);
        }
    }

    private void Add(ReadyQueue readyQueue, Shape shape)
    {
        if (!shape.AllowsSuccessors || shape.Running == 0 || shape.IsOverdrawn)
        {
            return;
        }

        var perAttempt = shape.MeanSeconds is { } mean ? BridgeSeconds / Math.Max(mean, 0.0005) : 1;
        var wanted = (int)Math.Min(shape.Running * perAttempt, SuccessorsMax);
        while (shape.Waiting < wanted && !readyQueue.IsEmpty && !starter.IsFull)
        {
            var (returned, group) = readyQueue.Peek();
            group ??= readyQueue.Job.Groups[returned!.Group];
            var task = readyQueue.Job.Spec.Tasks[group.Ordinal];
            if (task.Concurrency is not null || (!task.Results.IsEmpty && readyQueue.Job.Spec.MaxFailures is not null))
            {
                // The node cannot know whether one that lacks a result counts as a failure.
                return;
            }

            var index = returned?.Index ?? group.Next;
            readyQueue.Pop();
            starter.Start(
                readyQueue.Job,
                group,
                index,
                returned?.Tries ?? Tries.None,
                shape,
                holdsRoom: false,
                hasRow: returned is not null
            );
            holding.Skip(readyQueue);
        }
    }
}
