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
    private readonly Refusals refusals = new();

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
            else if (refusals.Of(order.Attempt) is { } before)
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

            if (!order.InPlace && Refuses(line, order.Attempt, order.Terms.Takes))
            {
                return;
            }

            TakeIn(line, order, context);
            line.Answer(new ClaimAnswer.Accepted { Attempt = new AttemptId(order.Attempt) });
        }
    }

    /// <summary>One that waits for a place starts without one: there is room now.</summary>
    public void Promote(RunnerLine line, long id, long? job)
    {
        lock (table.Gate)
        {
            if (door.TryFind(line, id, job, out var attempt) && attempt.State == KeptState.Waiting)
            {
                if (Refuses(line, id, attempt.Terms.Takes))
                {
                    table.TakeBack(attempt);
                    return;
                }

                table.WaitingByShape.Remove(attempt);
                table.Book.Take(id, attempt.Terms.Takes);
                Enqueue(attempt);
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

    /// <summary>Whether the machine has no room for an attempt: then its runner hears why.</summary>
    private bool Refuses(RunnerLine line, long attempt, string takes)
    {
        if (table.Book.Check(takes) is not { } why)
        {
            return false;
        }

        refusals.Add(attempt, why);
        OrderDoor.Refuse(line, attempt, why);
        return true;
    }

    private void Enqueue(KeptAttempt attempt)
    {
        attempt.State = KeptState.Queued;
        queue.Add(attempt);
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

    private void TakeIn(RunnerLine line, LaunchOrder order, EnvironmentBlock context)
    {
        var attempt = new KeptAttempt(order.Attempt, order.Job)
        {
            Order = order,
            Context = context,
            Stop = order.Stop,
            Copies = order.Copies,
            RedirectsErrors = order.RedirectsErrors,
            Shape = (line.Serial, order.Shape),
            TakenAt = kernel.BootMicros,
        };
        table.Add(attempt);
        if (order.Terms != NodeTerms.None)
        {
            table.Claims.Saw(order.Attempt);
        }

        if (order.InPlace)
        {
            table.WaitingByShape.Add(attempt);
        }
        else
        {
            table.Book.Take(attempt.Id, attempt.Terms.Takes);
            Enqueue(attempt);
        }
    }
}
