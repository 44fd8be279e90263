using Rota.Core.Model;
using Rota.Core.Reconcile;
using Rota.Node.Hosting;

namespace Rota.Node.Keeper;

/// <summary>Sees children end: writes each end down before it lets the process go.</summary>
internal sealed class Reaper(KeeperCore core, OutputStore outputs)
{
    private const int NoChild = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public void Run()
    {
        while (true)
        {
            if (Native.WaitId(Native.WaitAll, 0, out var child, Native.WaitExited | Native.WaitKeep) != 0)
            {
                if (System.Runtime.InteropServices.Marshal.GetLastPInvokeError() == NoChild)
                {
                    core.Births.Wait(Patience);
                }

                continue;
            }

            Take(child);
        }
    }

    private void Take(ChildExit child)
    {
        var (attempt, mayBeNew) = core.OwnerOf(child.Pid);
        if (attempt is null && mayBeNew)
        {
            // Its spawner has not yet said whose it is; it stays a zombie until then.
            core.Births.Wait(TimeSpan.FromMilliseconds(1));
            if (core.OwnerOf(child.Pid) is (null, true))
            {
                return;
            }

            (attempt, _) = core.OwnerOf(child.Pid);
        }

        if (PlantedBug.Is(PlantedBug.ReapBeforeJournal))
        {
            Native.WaitId(Native.WaitPid, child.Pid, out _, Native.WaitExited);
        }

        if (attempt is not null)
        {
            core.Exited(attempt, Report(attempt, child));

            // While the leader is a zombie its number cannot name another group.
            EndGroup(child.Pid);
        }

        Native.WaitId(Native.WaitPid, child.Pid, out _, Native.WaitExited);
        if (attempt is not null)
        {
            core.Reaped(child.Pid);
        }
    }

    /// <summary>Signals what the leader left in its process group; the watch ends what stays and what fled the group.</summary>
    private static void EndGroup(int leader) => _ = Native.Kill(-leader, Native.SigTerm);

    private ExitReport Report(KeptAttempt attempt, ChildExit child)
    {
        var succeeded = child.ExitCode == 0;
        var missing = succeeded ? attempt.Order?.Outputs.FirstOrDefault(path => !Path.Exists(path)) : null;
        var packed = outputs.TryPack(attempt.Job, attempt.Scratch, wantsLastLine: !succeeded);
        attempt.IsPacked = packed.IsKept;
        return new ExitReport
        {
            Started = attempt.Started,
            Ended = new Instant(Math.Max(KeeperCore.Now().Micros, attempt.Started.Micros)),
            ExitCode = child.ExitCode,
            Signal = child.Signal,
            MissingOutput = missing,
            LastLine = packed.LastLine,
            CpuMicros = child.CpuMicros,
            // A child begins with the keeper's own peak on its account (posix_spawn shares memory until the exec): a
            // smaller task cannot be told from it, and is not measured.
            PeakMemoryBytes = child.PeakBytes > Native.OwnPeakBytes() ? child.PeakBytes : 0,
            Output = packed.Output,
            Errors = packed.Errors,
        };
    }
}
