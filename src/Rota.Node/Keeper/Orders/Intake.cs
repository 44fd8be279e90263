using Rota.Fabric.Wire;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Lines;
using Rota.Node.Keeper.Table;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Orders;

/// <summary>
/// Takes attempts in that the machine has room for, by the node's own book; of others their runner hears why not.
/// Members are called under the gate of the attempts.
/// </summary>
internal sealed class Intake(AttemptTable table, SpawnQueue queue, IKernel kernel)
{
    /// <summary>What was refused.</summary>
    public Refusals Refusals { get; } = new();

    /// <summary>Takes an attempt in. One that waits for a place needs no room before it has that.</summary>
    public bool TryTake(RunnerLine line, LaunchOrder order, EnvironmentBlock context)
    {
        if (!order.InPlace && Refuses(line, order.Attempt, order.Terms.Takes))
        {
            return false;
        }

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
            Enqueue(attempt);
        }

        return true;
    }

    /// <summary>
    /// One that waits for a place is to start without one. It goes back where there is no room for it.
    /// </summary>
    public void Promote(RunnerLine line, KeptAttempt attempt)
    {
        if (Refuses(line, attempt.Id, attempt.Terms.Takes))
        {
            table.TakeBack(attempt);
            return;
        }

        table.WaitingByShape.Remove(attempt);
        Enqueue(attempt);
    }

    private void Enqueue(KeptAttempt attempt)
    {
        table.Book.Take(attempt.Id, attempt.Terms.Takes);
        attempt.State = KeptState.Queued;
        queue.Add(attempt);
    }

    private bool Refuses(RunnerLine line, long attempt, string takes)
    {
        if (table.Book.Check(takes) is not { } why)
        {
            return false;
        }

        Refusals.Add(attempt, why);
        OrderDoor.Refuse(line, attempt, why);
        return true;
    }
}
