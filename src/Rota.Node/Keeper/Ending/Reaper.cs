using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Linux.Calls;
using Rota.Linux.Faults;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Processes;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Ending;

/// <summary>Sees children end: writes each end down before it lets the process go.</summary>
internal sealed class Reaper(Ends ends, Endings endings, Orphans orphans, Notifier births, IKernel kernel)
{
    private const int NoChild = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SpawnPatience = TimeSpan.FromMilliseconds(1);
    private long ownPeak;

    public void Run()
    {
        while (true)
        {
            var seen = births.Notifications;
            if (NativeWait.WaitId(NativeWait.All, 0, out var child, NativeWait.Exited | NativeWait.Keep) != 0)
            {
                if (System.Runtime.InteropServices.Marshal.GetLastPInvokeError() == NoChild)
                {
                    births.WaitSince(seen, Patience);
                }

                continue;
            }

            Take(child, seen);
        }
    }

    /// <summary>Takes in the end of a child, which still waits to be let go.</summary>
    /// <param name="child">The child.</param>
    /// <param name="seen">How many births there had been when it was seen.</param>
    public void Take(ChildExit child, long seen)
    {
        var (attempt, mayBeNew) = ends.OwnerOf(child.Pid);
        if (attempt is null && mayBeNew && CanBeNew(child.Pid))
        {
            // Its spawner has not yet said whose it is; it stays a zombie until then.
            births.WaitSince(seen, SpawnPatience);
            return;
        }

        if (PlantedBug.Is(PlantedBug.ReapBeforeJournal))
        {
            kernel.Reap(child.Pid);
        }

        if (attempt is null)
        {
            orphans.Reap(child.Pid);
            endings.OrphanEnded();
            return;
        }

        endings.LeaderEnded(attempt, Report(attempt, child));
        orphans.Reap(child.Pid);
        ends.Reaped(attempt);
    }

    /// <summary>
    /// A child of the keeper's own begins in its session and leads one before the exec; an orphan's is another's,
    /// unless it has left it.
    /// </summary>
    private bool CanBeNew(int pid) =>
        kernel.Find(pid) is { } process && (process.Session == pid || process.Session == kernel.OwnPid);

    private ExitReport Report(KeptAttempt attempt, ChildExit child) =>
        new()
        {
            Started = attempt.Started,
            Ended = new Instant(Math.Max(kernel.Now.Micros, attempt.Started.Micros)),
            ExitCode = child.ExitCode,
            Signal = child.Signal,
            CpuMicros = child.CpuMicros,
            PeakMemoryBytes = PeakOf(child),
        };

    /// <summary>
    /// A child begins with the keeper's own peak on its account (posix_spawn shares memory until the exec): a smaller
    /// task cannot be told from it, and is not measured. The own peak only grows, so it is asked for only by more.
    /// </summary>
    private long PeakOf(ChildExit child)
    {
        if (child.PeakBytes > ownPeak)
        {
            ownPeak = Native.OwnPeakBytes();
        }

        return child.PeakBytes > ownPeak ? child.PeakBytes : 0;
    }
}
