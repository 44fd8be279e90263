using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>
/// Starts ready tasks in strict order. A ready queue that finds no room holds what it lacked: later ready queues may pass it only
/// with things it does not wait for, so nothing big starves behind small ones.
/// </summary>
internal sealed class Dispatcher(
    SchedulerState scheduler,
    Progress progress,
    Starter starter,
    SuccessorSupply successors,
    Holding holding,
    Placing placing
)
{
    /// <summary>
    /// Ready queues looked at behind the first without room (as Slurm's bf_max_job_test): bounds a turn.
    /// </summary>
    public const int BackfillDepth = 256;

    private const int BatchMax = 1_024;

    private readonly HashSet<Account> held = [];
    private List<Demand> foreign = [];

    public void Run(int most)
    {
        if (!scheduler.MayStart)
        {
            return;
        }

        scheduler.MayStart = false;
        starter.BeginTurn(most);
        held.Clear();
        foreign = [.. scheduler.Demands];
        WithdrawForOthers();
        var refused = 0;
        foreach (var readyQueue in scheduler.Line.Take(BatchMax).ToArray())
        {
            Serve(readyQueue);
            if (starter.IsFull)
            {
                scheduler.MayStart = true;
                return;
            }

            refused += readyQueue is { WantsRoom: true, IsLinedUp: true } ? 1 : 0;
            if (refused > BackfillDepth)
            {
                return;
            }
        }

        // Ready queues that emptied made way for others behind them.
        scheduler.MayStart = starter.Count > 0 && scheduler.Line.Count > refused;
    }

    private void Serve(ReadyQueue readyQueue)
    {
        readyQueue.Lacks = null;
        GiveWay(readyQueue);
        if (!readyQueue.IsLinedUp || Charge.TakesAnyOf(readyQueue.Limits, held))
        {
            return;
        }

        placing.Begin(readyQueue, held);
        if (placing.Open.Count == 0)
        {
            return;
        }

        foreach (var place in placing.Open.Where(place => place.Shape is not null))
        {
            successors.Promote(place.Shape!);
        }

        Refusal? refusal = null;
        holding.Skip(readyQueue);
        while (refusal is null && readyQueue is { IsEmpty: false, IsLinedUp: true } && !starter.IsFull)
        {
            refusal = StartNext(readyQueue);
            holding.Skip(readyQueue);
        }

        if (refusal is not null)
        {
            Hold(readyQueue, refusal);
            successors.Add(readyQueue, placing.Open);
        }
        else
        {
            successors.CallBack(readyQueue, placing.Open);
        }

        if (!readyQueue.WantsRoom)
        {
            scheduler.StepOut(readyQueue);
        }
    }

    /// <summary>
    /// Keeps from this ready queue and those after it what a more urgent task of another runner waits for. The line is in
    /// order, so a demand that was met once holds for the rest of it.
    /// </summary>
    private void GiveWay(ReadyQueue readyQueue)
    {
        for (var at = foreign.Count - 1; at >= 0; at--)
        {
            if (
                foreign[at].IsBefore(readyQueue.Job.Priority, readyQueue.Job.Id)
                && scheduler.Find(foreign[at].Account) is { } account
            )
            {
                held.Add(account);
                foreign.RemoveAt(at);
            }
        }
    }

    /// <summary>
    /// Takes back successors that would take what a more urgent task of another runner waits for, also those of ready queues
    /// that are empty by now.
    /// </summary>
    private void WithdrawForOthers()
    {
        foreach (var demand in foreign)
        {
            if (scheduler.Find(demand.Account) is { } account)
            {
                WithdrawBelow(account, demand.Priority);
            }
        }
    }

    /// <summary>Starts the head of the ready queue; gives the refusal when it found no room.</summary>
    private Refusal? StartNext(ReadyQueue readyQueue)
    {
        var (returned, group) = readyQueue.Peek();
        var job = readyQueue.Job;
        group ??= job.Groups[returned!.Group];
        var index = returned?.Index ?? group.Next;
        var tries = returned?.Tries ?? Tries.None;
        var key = scheduler.KeyOf(job, group.Ordinal, index);
        if (scheduler.CheckLimits(readyQueue, group, key) is { } refusal)
        {
            return refusal.Account.Id.Kind == AccountKind.ConcurrencyKey && group.Parked < KeyWaiters.ParkedMax
                ? Park(readyQueue, group, index, tries, refusal.Account, returned is null)
                : refusal;
        }

        if (placing.Next() is not { } place)
        {
            return placing.Refused(readyQueue);
        }

        readyQueue.Pop();
        var shape = scheduler.ShapeOf(job, group.Ordinal, tries.MemoryFactor, key, place);
        starter.Start(job, group, index, tries, shape, holdsRoom: true, hasRow: returned is not null);
        placing.Took(place);
        return null;
    }

    private Refusal? Park(ReadyQueue readyQueue, TaskGroup group, int index, Tries tries, Account key, bool isUntouched)
    {
        readyQueue.Pop();
        var task = new PendingTask(group.Ordinal, index, TaskState.Ready, tries, Instant.Never);
        scheduler.Waiters.Park(key, readyQueue.Job, task);
        if (isUntouched)
        {
            scheduler.Changes.Tasks.Add(
                new TaskChange(
                    new TaskKey(readyQueue.Job.Id, group.Ordinal, index),
                    TaskState.Ready,
                    tries,
                    Instant.Never
                )
            );
            scheduler.Touch(readyQueue.Job, group);
        }

        return null;
    }

    /// <summary>
    /// Keeps what the ready queue lacked from later ready queues, and takes back their successors for it.
    /// </summary>
    private void Hold(ReadyQueue readyQueue, Refusal refusal)
    {
        held.Add(refusal.Account);
        if (refusal.Account.IsLimit)
        {
            return;
        }

        readyQueue.Lacks = refusal.Account;
        WithdrawBelow(refusal.Account, readyQueue.Job.Priority);
    }

    private void WithdrawBelow(Account account, int priority)
    {
        foreach (var attempt in scheduler.Successors.Taking(account))
        {
            if (attempt.Job.Priority < priority)
            {
                progress.Withdraw(attempt);
            }
        }
    }
}
