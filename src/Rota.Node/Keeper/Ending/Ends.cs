using Rota.Core.Scheduling.Effects;
using Rota.Linux.Faults;
using Rota.Node.Keeper.Anchors;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Directories;
using Rota.Node.Keeper.Lines;
using Rota.Node.Keeper.Outputs;
using Rota.Node.Keeper.Records;
using Rota.Node.Keeper.Table;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Ending;

/// <summary>
/// How attempts come to their end: journal, reap, tell, and forget once the daemon has committed it.
/// </summary>
internal sealed class Ends(
    AttemptTable table,
    SpawnQueue queue,
    Succession succession,
    KeeperRecords records,
    ScratchFiles scratch,
    AttemptReports reports,
    OwnDirectories directories,
    KeeperLink link,
    IKernel kernel
)
{
    /// <summary>Whose process this is, or null for a stray one that came to the keeper when its parent died.</summary>
    public (KeptAttempt? Attempt, bool IsBeingSpawned) OwnerOf(int pid)
    {
        lock (table.Gate)
        {
            return (table.OfPid(pid) is { State: KeptState.Running } attempt ? attempt : null, table.Spawning > 0);
        }
    }

    /// <summary>
    /// The leader has ended, and the attempt is not over by that. How it ended is written down before it is let go.
    /// </summary>
    public void LeaderEnded(KeptAttempt attempt)
    {
        CrashPoint.Reach("keeper-before-ending");
        lock (table.Gate)
        {
            table.End(attempt);
            records.LeaderEnded(attempt);
        }

        CrashPoint.Reach("keeper-after-ending");
    }

    /// <summary>Writes an end down. The process is still there to be reaped, where it was not before.</summary>
    public void Exited(KeptAttempt attempt, ExitReport report)
    {
        CrashPoint.Reach("keeper-before-journal");
        lock (table.Gate)
        {
            Over(attempt, attempt.WithMemory(report));
        }

        CrashPoint.Reach("keeper-before-reap");
    }

    /// <summary>Forgets a pid once its process is reaped: from then on it may name another.</summary>
    public void Reaped(KeptAttempt attempt)
    {
        lock (table.Gate)
        {
            table.ReleasePid(attempt);
        }

        queue.Retry();
    }

    /// <summary>A start failed for good: that is the attempt's outcome.</summary>
    public void NeverStarted(KeptAttempt attempt, string error)
    {
        lock (table.Gate)
        {
            table.Spawning--;
            attempt.Packed = new PackedOutput { IsKept = true };
            succession.PassOn(attempt, succeeded: false);
            Over(attempt, new ExitReport { Ended = kernel.Now, SpawnError = error });
        }
    }

    /// <summary>The daemon has committed an end: it may be forgotten.</summary>
    public void Acknowledged(long id)
    {
        KeptAttempt? attempt;
        lock (table.Gate)
        {
            if (table.TryFind(id, out attempt) && attempt.State == KeptState.Over)
            {
                table.Remove(id);
                records.Done(id);
                reports.Forget(attempt);
                if (records.IsLong)
                {
                    records.Compact(table.Claims, table.All);
                }
            }
        }

        // Not before: until the end is committed, readers look for its output in these files.
        if (attempt is { State: KeptState.Over, Packed.IsKept: true, Scratch: > 0 })
        {
            scratch.Return(attempt.Scratch, attempt.Packed, attempt.Owner is not null);
        }
    }

    /// <summary>Writes down what was forgotten since the last start or end.</summary>
    public void Flush()
    {
        lock (table.Gate)
        {
            records.Flush();
            if (records.IsGone)
            {
                records.Compact(table.Claims, table.All);
            }
        }
    }

    /// <summary>The anchor saw the end of a process that an earlier keeper started.</summary>
    public KeptAttempt? Adopted(AnchorExit exit)
    {
        lock (table.Gate)
        {
            return table.All.FirstOrDefault(attempt =>
                attempt is { IsAdopted: true, State: KeptState.Running }
                && (attempt.Pid, attempt.StartTicks) == (exit.Pid, exit.StartTicks)
            );
        }
    }

    /// <summary>Nobody can know how it ended.</summary>
    public void Lost(KeptAttempt attempt, ExitReport report)
    {
        lock (table.Gate)
        {
            Over(attempt, report, records.Lost);
        }
    }

    private void Over(KeptAttempt attempt, ExitReport report) => Over(attempt, report, records.Ended);

    private void Over(KeptAttempt attempt, ExitReport report, Action<KeptAttempt> write)
    {
        table.Over(attempt);
        attempt.Report = report;
        write(attempt);
        directories.Over(attempt.Id, attempt.LostReason is null && report.HasSucceeded);
        link.Tell(attempt);
    }
}
