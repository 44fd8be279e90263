using System.Diagnostics.CodeAnalysis;
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
internal sealed class DaemonOrders(
    AttemptTable table,
    SpawnQueue queue,
    KeeperLink link,
    Notifier looks,
    IKernel kernel
)
{
    /// <summary>Takes an attempt in, and answers.</summary>
    /// <param name="line">Of the runner that claims.</param>
    /// <param name="order">What is to run.</param>
    /// <param name="context">The environment that it names; null where that was not told.</param>
    public void Launch(RunnerLine line, LaunchOrder order, EnvironmentBlock? context)
    {
        lock (table.Gate)
        {
            if (!IsOwner(line, order.Attempt, order.Job))
            {
                // The owner finds the intent in the store and resolves it.
                return;
            }

            if (table.TryFind(order.Attempt, out var known) && !IsToRunAgain(line, known))
            {
                return;
            }

            if (context is null)
            {
                Refuse(line, order.Attempt, new ClaimRefusal(RefusalCode.UnknownContext));
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
            if (TryFind(line, id, job, out var attempt) && attempt.State == KeptState.Waiting)
            {
                table.WaitingByShape.Remove(attempt);
                Enqueue(attempt);
            }
        }
    }

    /// <summary>One that has not started is taken back; of one that has, the runner hears so.</summary>
    public void Withdraw(RunnerLine line, long id, long? job)
    {
        lock (table.Gate)
        {
            if (TryFind(line, id, job, out var attempt) && attempt.State is KeptState.Waiting or KeptState.Queued)
            {
                table.TakeBack(attempt);
            }
        }
    }

    /// <summary>
    /// Ends an attempt: the signal to its leader and its group now, to those that left it in a moment, SIGKILL to all
    /// that is left after the grace.
    /// </summary>
    public void Stop(RunnerLine line, long id, long? job)
    {
        lock (table.Gate)
        {
            if (!TryFind(line, id, job, out var attempt))
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

    /// <summary>
    /// An attempt that this runner may give orders about; else it is refused. An earlier version does not say of which
    /// job an attempt is that is not here.
    /// </summary>
    private bool TryFind(RunnerLine line, long id, long? job, [NotNullWhen(true)] out KeptAttempt? attempt)
    {
        if ((table.TryFind(id, out attempt) ? attempt.Job : job) is { } of && !IsOwner(line, id, of))
        {
            return false;
        }

        if (attempt is null)
        {
            Refuse(line, id, new ClaimRefusal(RefusalCode.NotHeld));
        }

        return attempt is not null;
    }

    private bool IsOwner(RunnerLine line, long id, long job)
    {
        if (link.IsOwner(line, job) || PlantedBug.Is(PlantedBug.EarlierOwners))
        {
            return true;
        }

        var owner = table.Claims.Of(job);
        Refuse(line, id, new ClaimRefusal(RefusalCode.Fenced) { Holder = $"epoch {owner}" });
        return false;
    }

    private static void Refuse(RunnerLine line, long id, ClaimRefusal why) =>
        line.Answer(new ClaimAnswer.Refused { Attempt = new AttemptId(id), Why = why });
}
