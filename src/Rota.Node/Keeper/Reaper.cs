using Rota.Core.Model;
using Rota.Core.Reconcile;
using Rota.Node.Hosting;
using Rota.Store;

namespace Rota.Node.Keeper;

/// <summary>Sees children end: writes each end down before it lets the process go.</summary>
internal sealed class Reaper(Ends ends, Succession succession, Bell births, OutputStore outputs, IKernel kernel)
{
    private const int NoChild = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SpawnPatience = TimeSpan.FromMilliseconds(1);
    private long ownPeak;

    public void Run()
    {
        while (true)
        {
            var seen = births.Rings;
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
        if (attempt is null && mayBeNew)
        {
            // Its spawner has not yet said whose it is; it stays a zombie until then.
            births.WaitSince(seen, SpawnPatience);
            return;
        }

        if (PlantedBug.Is(PlantedBug.ReapBeforeJournal))
        {
            kernel.Reap(child.Pid);
        }

        if (attempt is not null)
        {
            // While the leader is a zombie its number cannot name another group.
            EndGroup(child.Pid);
            var ended = kernel.Now;
            var missing = child.ExitCode == 0 ? MissingOutputOf(attempt) : null;

            // The place first, then the output: a successor need not wait until a long one is packed.
            succession.PassOn(attempt, succeeded: child.ExitCode == 0 && missing is null);
            ends.Exited(attempt, Report(attempt, child, ended, missing));
        }

        kernel.Reap(child.Pid);
        if (attempt is not null)
        {
            ends.Reaped(child.Pid);
        }
    }

    /// <summary>
    /// Signals what the leader left in its process group; the watch ends what stays and what fled the group.
    /// </summary>
    private void EndGroup(int leader) => kernel.Kill(-leader, Native.SigTerm);

    private static string? MissingOutputOf(KeptAttempt attempt) =>
        attempt.Order?.Outputs.FirstOrDefault(path => !Path.Exists(path));

    private ExitReport Report(KeptAttempt attempt, ChildExit child, Instant ended, string? missing)
    {
        var packed = outputs.TryPack(attempt.Job, attempt.Scratch, wantsLastLine: child.ExitCode != 0);
        attempt.Packed = packed;
        return new ExitReport
        {
            Started = attempt.Started,
            Ended = new Instant(Math.Max(ended.Micros, attempt.Started.Micros)),
            ExitCode = child.ExitCode,
            Signal = child.Signal,
            MissingOutput = missing,
            LastLine = packed.LastLine,
            CpuMicros = child.CpuMicros,
            PeakMemoryBytes = PeakOf(child),
            Output = packed.Output,
            Errors = packed.Errors,
        };
    }

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
