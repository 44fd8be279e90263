using Rota.Core.Model;
using Rota.Core.Placement;

namespace Rota.Core.Reconcile;

/// <summary>
/// Starts ready tasks in strict order. A lane that finds no room holds what it lacked: later lanes may pass it only
/// with things it does not wait for, so nothing big starves behind small ones.
/// </summary>
internal sealed class Dispatcher(Board board, Progress progress)
{
    /// <summary>Lanes looked at behind the first without room (as Slurm's bf_max_job_test): bounds a turn.</summary>
    public const int BackfillDepth = 256;

    /// <summary>Attempts started in one turn: bounds the turn's transaction.</summary>
    public const int StartsMax = 4_096;

    /// <summary>Time that successors of short tasks should bridge: several turns with their commits.</summary>
    private const double BridgeSeconds = 0.1;

    private const int SuccessorsMax = 512;

    private const int BatchMax = 1_024;

    private readonly HashSet<Account> held = [];
    private int starts;

    public void Run()
    {
        if (!board.MayStart)
        {
            return;
        }

        board.MayStart = false;
        starts = 0;
        held.Clear();
        var refused = 0;
        foreach (var lane in board.Line.Take(BatchMax).ToArray())
        {
            Serve(lane);
            if (starts >= StartsMax)
            {
                board.MayStart = true;
                return;
            }

            refused += lane.WantsRoom ? 1 : 0;
            if (refused > BackfillDepth)
            {
                return;
            }
        }

        // Lanes that emptied made way for others behind them.
        board.MayStart = starts > 0 && board.Line.Count > refused;
    }

    private void Serve(Lane lane)
    {
        if (lane.Shape.Charges.Any(charge => held.Contains(charge.Account)))
        {
            return;
        }

        Promote(lane.Shape);
        Refusal? refusal = null;
        while (refusal is null && !lane.IsEmpty && starts < StartsMax)
        {
            refusal = StartNext(lane);
        }

        if (refusal is not null)
        {
            Hold(lane, refusal);
            AddSuccessors(lane);
        }

        if (!lane.WantsRoom)
        {
            board.StepOut(lane);
        }
    }

    /// <summary>Starts the head of the lane; gives the refusal when it found no room.</summary>
    private Refusal? StartNext(Lane lane)
    {
        var (returned, group) = lane.Peek();
        var job = lane.Job;
        group ??= job.Groups[returned!.Group];
        var index = returned?.Index ?? group.Next;
        var tries = returned?.Tries ?? Tries.None;
        var shape = lane.Shape;
        if (job.Spec.Tasks[group.Ordinal].Concurrency is not null)
        {
            var key = board.KeyOf(job, group.Ordinal, index)!;
            shape = board.ShapeOf(job, group.Ordinal, tries.MemoryFactor, key);
            if (Ledger.Check(shape) is { } full)
            {
                var isParkable = full.Account.Name == Shapes.AccountOf(key) && group.Parked < KeyWaiters.ParkedMax;
                return isParkable ? Park(lane, group, index, tries, key, returned is null) : full;
            }
        }

        if (Ledger.Reserve(shape) is { } refusal)
        {
            return refusal;
        }

        lane.Pop();
        Start(job, group, index, tries, shape, holdsRoom: true, hasRow: returned is not null);
        return null;
    }

    private Refusal? Park(Lane lane, TaskGroup group, int index, Tries tries, string key, bool isUntouched)
    {
        lane.Pop();
        var task = new PendingTask(group.Ordinal, index, TaskState.Ready, tries, Instant.Never);
        board.Waiters.Park(Shapes.AccountOf(key), lane.Job, task);
        if (isUntouched)
        {
            board.Changes.Tasks.Add(
                new TaskChange(new TaskKey(lane.Job.Id, group.Ordinal, index), TaskState.Ready, tries, Instant.Never)
            );
            board.Touch(lane.Job, group);
        }

        return null;
    }

    private void Start(ActiveJob job, TaskGroup group, int index, Tries tries, Shape shape, bool holdsRoom, bool hasRow)
    {
        var attempt = new Attempt
        {
            Id = new AttemptId(board.NextAttempt++),
            Job = job,
            Group = group,
            Index = index,
            Before = tries,
            Fence = board.Fence,
            Shape = shape,
            HoldsRoom = holdsRoom,
            Gpus = shape.Gpus > 0 ? board.Ledger.TakeGpus(shape.Gpus) : [],
            Intended = board.Now,
        };
        starts++;
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

    /// <summary>Gives free room to successors first: they were next in line when they were committed.</summary>
    private void Promote(Shape shape)
    {
        while (board.Successors.First(shape) is { } attempt && Ledger.Reserve(shape) is null)
        {
            board.Successors.Remove(attempt);
            attempt.HoldsRoom = true;
            board.Changes.Attempts.Add(attempt);
            board.Changes.Effects.Add(new Effect(EffectKind.Promote, attempt));
        }
    }

    /// <summary>Keeps what the lane lacked from later lanes, and takes back their successors for it.</summary>
    private void Hold(Lane lane, Refusal refusal)
    {
        held.Add(refusal.Account);
        if (refusal.Account.IsLimit)
        {
            return;
        }

        foreach (var attempt in board.Successors.Taking(refusal.Account))
        {
            if (attempt.Job.Priority < lane.Job.Priority)
            {
                progress.Withdraw(attempt);
            }
        }
    }

    /// <summary>Commits tasks ahead of room, so that the node can start the next without the store.</summary>
    private void AddSuccessors(Lane lane)
    {
        var shape = lane.Shape;
        if (!shape.AllowsSuccessors || shape.Running == 0)
        {
            return;
        }

        var perAttempt = shape.MeanSeconds is { } mean ? BridgeSeconds / Math.Max(mean, 0.0005) : 1;
        var wanted = (int)Math.Min(shape.Running * perAttempt, SuccessorsMax);
        while (shape.Waiting < wanted && !lane.IsEmpty && starts < StartsMax)
        {
            var (returned, group) = lane.Peek();
            group ??= lane.Job.Groups[returned!.Group];
            if (lane.Job.Spec.Tasks[group.Ordinal].Concurrency is not null)
            {
                return;
            }

            var index = returned?.Index ?? group.Next;
            lane.Pop();
            Start(
                lane.Job,
                group,
                index,
                returned?.Tries ?? Tries.None,
                shape,
                holdsRoom: false,
                hasRow: returned is not null
            );
        }
    }
}
