using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>
/// Starts ready tasks in strict order. A lane that finds no room holds what it lacked: later lanes may pass it only
/// with things it does not wait for, so nothing big starves behind small ones.
/// </summary>
internal sealed class Dispatcher(Board board, Progress progress, Starter starter, SuccessorSupply successors)
{
    /// <summary>Lanes looked at behind the first without room (as Slurm's bf_max_job_test): bounds a turn.</summary>
    public const int BackfillDepth = 256;

    private const int BatchMax = 1_024;

    private readonly HashSet<Account> held = [];
    private List<Demand> foreign = [];

    public void Run(int most)
    {
        if (!board.MayStart)
        {
            return;
        }

        board.MayStart = false;
        starter.BeginTurn(most);
        held.Clear();
        foreign = [.. board.Demands];
        WithdrawForOthers();
        var refused = 0;
        foreach (var lane in board.Line.Take(BatchMax).ToArray())
        {
            Serve(lane);
            if (starter.IsFull)
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
        board.MayStart = starter.Count > 0 && board.Line.Count > refused;
    }

    private void Serve(Lane lane)
    {
        lane.Lacks = null;
        GiveWay(lane);
        if (lane.Shape.Charges.Any(charge => held.Contains(charge.Account)))
        {
            return;
        }

        successors.Promote(lane.Shape);
        Refusal? refusal = null;
        while (refusal is null && !lane.IsEmpty && !starter.IsFull)
        {
            refusal = StartNext(lane);
        }

        if (refusal is not null)
        {
            Hold(lane, refusal);
            successors.Add(lane);
        }

        if (!lane.WantsRoom)
        {
            board.StepOut(lane);
        }
    }

    /// <summary>
    /// Keeps from this lane and those after it what a more urgent task of another runner waits for. The line is in
    /// order, so a demand that was met once holds for the rest of it.
    /// </summary>
    private void GiveWay(Lane lane)
    {
        for (var at = foreign.Count - 1; at >= 0; at--)
        {
            if (
                foreign[at].IsBefore(lane.Job.Priority, lane.Job.Id)
                && board.Ledger.Find(foreign[at].Account) is { } account
            )
            {
                held.Add(account);
                foreign.RemoveAt(at);
            }
        }
    }

    /// <summary>
    /// Takes back successors that would take what a more urgent task of another runner waits for, also those of lanes
    /// that are empty by now.
    /// </summary>
    private void WithdrawForOthers()
    {
        foreach (var demand in foreign)
        {
            if (board.Ledger.Find(demand.Account) is { } account)
            {
                WithdrawBelow(account, demand.Priority);
            }
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
        starter.Start(job, group, index, tries, shape, holdsRoom: true, hasRow: returned is not null);
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

    /// <summary>Keeps what the lane lacked from later lanes, and takes back their successors for it.</summary>
    private void Hold(Lane lane, Refusal refusal)
    {
        held.Add(refusal.Account);
        if (refusal.Account.IsLimit)
        {
            return;
        }

        lane.Lacks = refusal.Account;
        WithdrawBelow(refusal.Account, lane.Job.Priority);
    }

    private void WithdrawBelow(Account account, int priority)
    {
        foreach (var attempt in board.Successors.Taking(account))
        {
            if (attempt.Job.Priority < priority)
            {
                progress.Withdraw(attempt);
            }
        }
    }
}
