using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Table;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Orders;

/// <summary>
/// Ends attempts: the signal to its leader and its group now, to those that left it in a moment, SIGKILL to all that is
/// left after the grace. Members are called under the gate of the attempts.
/// </summary>
internal sealed class StopOrders(AttemptTable table, Notifier looks, IKernel kernel)
{
    public void Stop(KeptAttempt attempt)
    {
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
}
