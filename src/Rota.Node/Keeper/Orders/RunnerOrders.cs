using Rota.Core.Model;
using Rota.Fabric.Answers;
using Rota.Fabric.Wire;
using Rota.Linux.Faults;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Lines;
using Rota.Node.Keeper.Table;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Orders;

/// <summary>
/// What runners order. Each order may come twice: it is repeated until it is answered. None is passed over in silence:
/// what is carried out is reported, what is not is refused.
/// </summary>
internal sealed class RunnerOrders(
    AttemptTable table,
    SpawnQueue queue,
    KeeperLink link,
    Notifier looks,
    IKernel kernel
)
{
    private readonly OrderDoor door = new(table, link);
    private readonly StopOrders stops = new(table, looks, kernel);
    private readonly Intake intake = new(table, queue, kernel);

    /// <summary>Takes an attempt in, and answers.</summary>
    /// <param name="line">Of the runner that claims.</param>
    /// <param name="order">What is to run.</param>
    /// <param name="context">The environment that it names; null where that was not told.</param>
    public void Launch(RunnerLine line, LaunchOrder order, EnvironmentBlock? context)
    {
        lock (table.Gate)
        {
            if (!door.IsOwner(line, order.Attempt, order.Job))
            {
                // The owner finds the intent in the store and resolves it.
                return;
            }

            if (table.TryFind(order.Attempt, out var known))
            {
                if (!IsToRunAgain(line, known))
                {
                    return;
                }
            }
            else if (intake.Refusals.Of(order.Attempt) is { } before)
            {
                OrderDoor.Refuse(line, order.Attempt, before);
                return;
            }
            else if (order.IsRepeated)
            {
                // Lines keep their order: the first has come, and was taken back since, of which the runner was told.
                OrderDoor.Refuse(line, order.Attempt, new ClaimRefusal(ClaimRefusalCode.NotHeld));
                return;
            }

            if (context is null)
            {
                OrderDoor.Refuse(line, order.Attempt, new ClaimRefusal(ClaimRefusalCode.UnknownContext));
                return;
            }

            if (intake.TryTake(line, order, context))
            {
                line.Answer(new ClaimAnswer.Accepted { Attempt = new AttemptId(order.Attempt) });
            }
        }
    }

    /// <summary>One that waits for a place starts without one: there is room now.</summary>
    public void Promote(RunnerLine line, long id, long? job)
    {
        lock (table.Gate)
        {
            if (door.TryFind(line, id, job, out var attempt) && attempt.State == KeptState.Waiting)
            {
                intake.Promote(line, attempt);
            }
        }
    }

    /// <summary>One that has not started is taken back; of one that has, the runner hears so.</summary>
    public void Withdraw(RunnerLine line, long id, long? job)
    {
        lock (table.Gate)
        {
            if (door.TryFind(line, id, job, out var attempt) && attempt.State is KeptState.Waiting or KeptState.Queued)
            {
                table.TakeBack(attempt);
            }
        }
    }

    /// <summary>Ends an attempt, or takes it back where it has not started.</summary>
    public void Stop(RunnerLine line, long id, long? job)
    {
        lock (table.Gate)
        {
            if (door.TryFind(line, id, job, out var attempt))
            {
                stops.Stop(attempt);
            }
        }
    }

    /// <summary>What is known is not taken in again: the first answer, and how it stands.</summary>
    private bool IsToRunAgain(RunnerLine line, KeptAttempt known)
    {
        if (PlantedBug.Is(PlantedBug.DuplicateAsNew))
        {
            table.Remove(known.Id);
            return true;
        }

        line.Answer(new ClaimAnswer.Duplicate { Attempt = new AttemptId(known.Id) });
        link.Tell(known);
        if (PlantedBug.Is(PlantedBug.LaunchTwice))
        {
            table.Remove(known.Id);
            return true;
        }

        return false;
    }
}
