using Microsoft.Extensions.Logging;
using Rota.Core.Slots;
using Rota.Linux.Calls;
using Rota.Linux.Clocks;
using Rota.Linux.Processes;
using Rota.Store.Local;
using Rota.Store.Turns;

namespace Rota.Runners.Members;

/// <summary>
/// Looks after the other members once in each of the runner's cycles: takes out those that died or stand still, and
/// ends a process that holds the write lock and does not move, because SQLite could not time it out.
/// </summary>
internal sealed class Watchdog(IHomeStore store, MonotonicClock clock, IProcesses processes, ILogger log)
{
    /// <summary>
    /// What a process that is not stopped may take for a write, in microseconds: a slow disk is no reason to end it.
    /// </summary>
    private const long SlowMax = 10_000_000;

    private static readonly TimeSpan LockWait = TimeSpan.FromMilliseconds(50);
    private readonly MemberWatch watch = new();
    private (LockHolder Holder, long Holding, long Since, int Cycles) blocked;

    /// <summary>Looks at the members, and takes out those that must go.</summary>
    /// <returns>Whether the frame has changed.</returns>
    public bool Look(Membership membership, IReadOnlyList<Heartbeat> beats)
    {
        if (membership.IsAlone)
        {
            return false;
        }

        var gone = watch.Observe(membership.Frame, membership.Incarnation, beats, clock.Now).ToHashSet();
        gone.UnionWith(
            membership
                .Frame.Members.Where(member => member.Pid != processes.OwnPid && !Liveness.IsAlive(processes, member))
                .Select(member => member.Incarnation)
        );
        if (gone.Count == 0)
        {
            return false;
        }

        if (store.Evict(membership.Frame.Epoch, gone, LockWait))
        {
            var names = membership.Frame.Members.Where(member => gone.Contains(member.Incarnation));
            log.Evicted(membership.Frame.Epoch, string.Join(", ", names.Select(member => member.Id)));
            return true;
        }

        // One of them may have stopped in the middle of its turn.
        LockWasHeld();
        return false;
    }

    /// <summary>
    /// The lock was held through the runner's slot. Held so by the same process for too long, that one is ended.
    /// </summary>
    public void LockWasHeld()
    {
        var (holder, holding) = store.Map.Holder;
        if (processes.Find(holder.Pid) is not { } found || found.StartTicks != holder.StartTicks)
        {
            // What is shown is of one that is gone; whoever holds the lock now has not shown it yet.
            blocked = default;
            return;
        }

        if (blocked.Holder != holder || blocked.Holding != holding)
        {
            blocked = (holder, holding, clock.Now, 0);
            return;
        }

        blocked.Cycles++;
        var held = clock.Now - blocked.Since;
        var isStuck = found.IsStopped
            ? blocked.Cycles >= MemberWatch.CyclesMax && held >= MemberWatch.SilenceMin
            : held >= SlowMax;

        // Threads of one process share its fate: it cannot be ended from inside.
        if (isStuck && holder.Pid != processes.OwnPid)
        {
            processes.Signal(found, Native.SigKill);
            log.HolderEnded(holder.Pid, held / 1_000_000);
            blocked = default;
        }
    }
}
