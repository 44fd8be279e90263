using System.Diagnostics.CodeAnalysis;
using Rota.Fabric.Wire;
using Rota.Linux.Faults;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Lines;
using Rota.Node.Keeper.Table;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Orders;

/// <summary>
/// What runners order. Each order may come twice: after a crash it is repeated until it is confirmed.
/// </summary>
internal sealed class DaemonOrders(
    AttemptTable table,
    SpawnQueue queue,
    KeeperLink link,
    Notifier looks,
    IKernel kernel
)
{
    public void Launch(RunnerLine line, LaunchOrder order, EnvironmentBlock context)
    {
        lock (table.Gate)
        {
            if (!link.IsOwner(line, order.Job) && !PlantedBug.Is(PlantedBug.EarlierOwners))
            {
                // Its partition has another owner now, who finds the intent in the store and resolves it.
                return;
            }

            if (table.TryFind(order.Attempt, out var known))
            {
                link.Tell(known);
                if (!PlantedBug.Is(PlantedBug.LaunchTwice))
                {
                    return;
                }

                table.Remove(order.Attempt);
            }

            var attempt = new KeptAttempt(order.Attempt, order.Job)
            {
                Order = order,
                Context = context,
                Stop = order.Stop,
                Shape = (line.Serial, order.Shape),
            };
            table.Add(attempt);
            if (order.InPlace)
            {
                table.WaitingByShape.Add(attempt);
            }
            else
            {
                Enqueue(attempt);
            }
        }
    }

    /// <summary>One that waits for a place starts without one: there is room now.</summary>
    public void Promote(RunnerLine line, long id)
    {
        lock (table.Gate)
        {
            if (TryFind(line, id, out var attempt) && attempt.State == KeptState.Waiting)
            {
                table.WaitingByShape.Remove(attempt);
                Enqueue(attempt);
            }
        }
    }

    public void Withdraw(RunnerLine line, long id)
    {
        lock (table.Gate)
        {
            if (TryFind(line, id, out var attempt) && attempt.State is KeptState.Waiting or KeptState.Queued)
            {
                table.TakeBack(attempt);
            }
        }
    }

    /// <summary>
    /// Ends an attempt: the signal to its leader and its group now, to those that left it in a moment, SIGKILL to all
    /// that is left after the grace.
    /// </summary>
    public void Stop(RunnerLine line, long id)
    {
        lock (table.Gate)
        {
            if (!TryFind(line, id, out var attempt))
            {
                return;
            }

            switch (attempt.State)
            {
                case KeptState.Waiting or KeptState.Queued:
                    table.TakeBack(attempt);
                    break;
                case KeptState.Spawning:
                    attempt.KillAt = kernel.Monotonic;
                    break;
                case KeptState.Running when attempt.KillAt is null:
                    attempt.KillAt = kernel.Monotonic + (long)attempt.Stop.Grace.TotalMicroseconds;
                    Ask(attempt);
                    break;
            }
        }
    }

    private void Ask(KeptAttempt attempt)
    {
        var (signal, isToLeader) = (attempt.Stop.Signal, attempt.Stop.ToLeader);
        if (isToLeader)
        {
            if (kernel.Find(attempt.Pid) is { } leader && leader.StartTicks == attempt.StartTicks)
            {
                kernel.Signal(leader, signal);
            }

            return;
        }

        attempt.Asked.Whole(signal);
        if (!attempt.IsAdopted)
        {
            // Not reaped yet, so its number names its own group and no other.
            attempt.Asked.NoteGroup(kernel.Ticks);
            kernel.Kill(-attempt.Pid, signal);
        }

        looks.Notify();
    }

    private void Enqueue(KeptAttempt attempt)
    {
        attempt.State = KeptState.Queued;
        queue.Add(attempt);
    }

    /// <summary>An attempt that this runner may give orders about.</summary>
    private bool TryFind(RunnerLine line, long id, [NotNullWhen(true)] out KeptAttempt? attempt) =>
        table.TryFind(id, out attempt) && link.IsOwner(line, attempt.Job);
}
