using Rota.Fabric.Wire;
using Rota.Linux.Calls;
using Rota.Linux.Faults;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Files;
using Rota.Node.Keeper.Leases;
using Rota.Node.Keeper.Lines;
using Rota.Node.Keeper.Outputs;
using Rota.Node.Keeper.Records;
using Rota.Node.Keeper.Table;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Starting;

/// <summary>How attempts come to have a process: journal, spawn, journal.</summary>
internal sealed class Starts(
    AttemptTable table,
    SpawnQueue queue,
    KeeperRecords records,
    ScratchFiles scratch,
    LeaseWatch leases,
    FileMoves files,
    KeeperLink link,
    IKernel kernel
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    /// <summary>Notified when a child was born, so that there is something to wait for.</summary>
    public Notifier Births { get; } = new();

    /// <summary>The next attempt to spawn, its intent journaled; waits for one.</summary>
    public KeptAttempt Next()
    {
        while (true)
        {
            if (TryBegin(queue.Take(), out var isRefused) is { } attempt)
            {
                return attempt;
            }

            if (isRefused)
            {
                // The runner may order it again at once: a full disk is not asked all the time.
                queue.Rest(Patience);
            }
        }
    }

    /// <summary>One taken from the queue, its intent journaled; null when it may not start any more.</summary>
    public KeptAttempt? TryBegin(KeptAttempt attempt) => TryBegin(attempt, out _);

    /// <summary>Its process is there.</summary>
    public void Spawned(KeptAttempt attempt, int pid)
    {
        CrashPoint.Reach("keeper-after-spawn");
        var ticks = kernel.Find(pid)?.StartTicks ?? 0;
        lock (table.Gate)
        {
            attempt.Pid = pid;
            attempt.StartTicks = ticks;
            table.Live(attempt);
            table.Spawning--;
            records.Started(attempt);
            link.Tell(attempt);
            if (attempt.KillAt is not null)
            {
                kernel.Kill(pid, Native.SigKill);
            }
        }

        Births.Notify();
    }

    /// <summary>
    /// The system is short of something: the attempt goes back into the queue, and its spawner rests.
    /// </summary>
    public void Postpone(KeptAttempt attempt)
    {
        lock (table.Gate)
        {
            table.Spawning--;
            attempt.State = KeptState.Queued;
            files.Again(attempt);
        }

        queue.Postpone(attempt, Patience);
    }

    private KeptAttempt? TryBegin(KeptAttempt attempt, out bool isRefused)
    {
        if (!TryIntend(attempt, out isRefused))
        {
            return null;
        }

        CrashPoint.Reach("keeper-after-intent");
        return attempt;
    }

    private bool TryIntend(KeptAttempt attempt, out bool isRefused)
    {
        isRefused = false;
        lock (table.Gate)
        {
            if (attempt.State != KeptState.Queued)
            {
                return false;
            }

            if (!FileMoves.MayStart(attempt))
            {
                // It comes again when its inputs are here.
                return false;
            }

            if (!leases.MayStart(attempt))
            {
                leases.Hold(attempt);
                return false;
            }

            attempt.Started = kernel.Now;
            table.Slots.Take(attempt);
            attempt.Order = SlotMark.Fill(attempt.Order!, attempt.Slot);
            attempt.Scratch = attempt.Scratch == 0 ? scratch.Take() : attempt.Scratch;
            try
            {
                records.Intent(attempt);
            }
            catch (IOException error)
            {
                // What cannot be written down must not start: it goes back, and the daemon is told.
                isRefused = true;
                table.TakeBack(attempt);
                link.Notice($"starts are held back: {error.Message}");
                return false;
            }

            attempt.State = KeptState.Spawning;
            table.Spawning++;
            return true;
        }
    }
}
