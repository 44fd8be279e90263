using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>Makes attempts of ready tasks: the intent to store, and the order to the node.</summary>
internal sealed class Starter(SchedulerState scheduler, Admission admission)
{
    /// <summary>Attempts started in one turn: bounds the turn's transaction.</summary>
    public const int StartsMax = 4_096;

    private int most;

    /// <summary>How many this turn.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the turn can take no more.</summary>
    public bool IsFull => Count >= most;

    /// <summary>Counts anew.</summary>
    /// <param name="startsMax">Most starts of the turn.</param>
    public void BeginTurn(int startsMax) => (Count, most) = (0, Math.Min(startsMax, StartsMax));

    /// <summary>Makes the attempt: one for which room was found free, or a successor that holds none.</summary>
    public void Start(ActiveJob job, TaskGroup group, int index, Tries tries, Shape shape, bool holdsRoom, bool hasRow)
    {
        var attempt = new Attempt
        {
            Id = new AttemptId(scheduler.NextAttempt++),
            Job = job,
            Group = group,
            Index = index,
            Before = tries,
            Fence = scheduler.Fence,
            Node = shape.Node,
            Shape = shape,
            Intended = scheduler.Now,
        };
        Count++;
        job.Live.Add(attempt);
        if (holdsRoom)
        {
            admission.Reserve(attempt);
        }
        else
        {
            scheduler.Successors.Add(attempt);
        }

        job.Move(group, TaskState.Ready, TaskState.Starting);
        if (job.State == JobState.Queued)
        {
            job.State = JobState.Running;
        }

        job.Started ??= scheduler.Now;
        scheduler.Started(job);
        scheduler.Attempts.Add(attempt.Id, attempt);
        scheduler.Touch(job, group);
        scheduler.Changes.Attempts.Add(attempt);
        if (hasRow)
        {
            scheduler.Changes.Tasks.Add(new TaskChange(attempt.Task, null, tries, Instant.Never));
        }

        scheduler.Changes.Effects.Add(new Effect(holdsRoom ? EffectKind.Launch : EffectKind.LaunchInPlace, attempt));
    }
}
