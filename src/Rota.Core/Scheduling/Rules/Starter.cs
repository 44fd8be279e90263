using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>Makes attempts of ready tasks: the intent to store, and the order to the node.</summary>
internal sealed class Starter(Board board)
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

    /// <summary>Makes the attempt; one that holds no room is a successor.</summary>
    public void Start(ActiveJob job, TaskGroup group, int index, Tries tries, Shape shape, bool holdsRoom, bool hasRow)
    {
        var attempt = new Attempt
        {
            Id = new AttemptId(board.NextAttempt++),
            Job = job,
            Group = group,
            Index = index,
            Before = tries,
            Fence = board.Fence,
            Node = board.Ledger.Node,
            Shape = shape,
            HoldsRoom = holdsRoom,
            Gpus = shape.Gpus > 0 ? board.Ledger.TakeGpus(shape.Gpus) : [],
            Intended = board.Now,
        };
        Count++;
        job.Live.Add(attempt);
        if (!holdsRoom)
        {
            board.Successors.Add(attempt);
        }

        job.Move(group, TaskState.Ready, TaskState.Starting);
        if (job.State == JobState.Queued)
        {
            job.State = JobState.Running;
        }

        job.Started ??= board.Now;
        board.Attempts.Add(attempt.Id, attempt);
        board.Touch(job, group);
        board.Changes.Attempts.Add(attempt);
        if (hasRow)
        {
            board.Changes.Tasks.Add(new TaskChange(attempt.Task, null, tries, Instant.Never));
        }

        board.Changes.Effects.Add(new Effect(holdsRoom ? EffectKind.Launch : EffectKind.LaunchInPlace, attempt));
    }
}
