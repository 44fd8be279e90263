using System.Diagnostics;

namespace Rota.Node.Keeper;

/// <summary>
/// Looks after what no event tells of: graces that run out, processes left behind, memory beyond its limit, output
/// beyond its share. One scan of /proc serves all of it, and only while there is a reason for one.
/// </summary>
internal sealed class Watch(KeeperCore core, OutputStore outputs, AttemptMark mark)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan TrimPace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private const int ScanShare = 20;
    private readonly Dictionary<(int Pid, long Start), long> strays = [];
    private readonly Dictionary<long, long> vanished = [];
    private long nextScan;
    private long lastTrim = Stopwatch.GetTimestamp();

    public void Run()
    {
        while (true)
        {
            Thread.Sleep(Pace);
            try
            {
                Look();
            }
            catch (IOException)
            {
                // What could not be looked at now is looked at in the next round; a keeper that ends for it helps nobody.
            }
        }
    }

    private void Look()
    {
        var running = core.Running();
        var now = Stopwatch.GetTimestamp();
        var overdue = running.Where(attempt => attempt.KillAt <= now).ToArray();
        var limited = running.Where(attempt => attempt.Order?.MemoryMax > 0).ToArray();
        var isDue = now >= nextScan && (limited.Length > 0 || !core.Ended.IsEmpty);
        if (overdue.Length > 0 || isDue)
        {
            var table = ProcessTable.All().ToArray();
            foreach (var attempt in overdue)
            {
                KillAll(attempt, table);
            }

            foreach (var attempt in limited)
            {
                CheckMemory(attempt, table);
            }

            EndStrays(table);

            // A scan of thousands of processes is dear: never more than a twentieth of a core.
            nextScan = Stopwatch.GetTimestamp() + (ScanShare * (Stopwatch.GetTimestamp() - now));
        }

        foreach (var attempt in running.Where(attempt => attempt.IsAdopted))
        {
            LookAfterAdopted(attempt);
        }

        if (Stopwatch.GetElapsedTime(lastTrim) > TrimPace)
        {
            lastTrim = now;
            outputs.RemoveProgress(core.IsRunning);
            foreach (var attempt in running)
            {
                OutputStore.Trim(outputs.OutputPath(attempt.Scratch));
                OutputStore.Trim(outputs.ErrorPath(attempt.Scratch));
            }
        }
    }

    /// <summary>The anchor tells of its end before the process goes; one that is gone untold was not the anchor's child.</summary>
    private void LookAfterAdopted(KeptAttempt attempt)
    {
        if (ProcessTable.Find(attempt.Pid)?.StartTicks == attempt.StartTicks)
        {
            vanished.Remove(attempt.Id);
        }
        else if (vanished.TryAdd(attempt.Id, Stopwatch.GetTimestamp()))
        {
            return;
        }
        else if (Stopwatch.GetElapsedTime(vanished[attempt.Id]) > Patience)
        {
            vanished.Remove(attempt.Id);
            core.Lost(attempt, "it ended, and whoever could have seen its exit code had been killed");
        }
    }

    private static void KillAll(KeptAttempt attempt, ProcessEntry[] table)
    {
        // The members first: once the leader is dead they would come to the keeper one by one.
        foreach (var process in table)
        {
            if (process.Session == attempt.Pid && process.Pid != attempt.Pid && !process.IsZombie)
            {
                _ = Native.Kill(process.Pid, Native.SigKill);
            }
        }

        _ = Native.Kill(attempt.Pid, Native.SigKill);
    }

    private static void CheckMemory(KeptAttempt attempt, ProcessEntry[] table)
    {
        var resident = table.Where(process => process.Session == attempt.Pid).Sum(process => process.ResidentBytes);
        if (resident > attempt.Order!.MemoryMax)
        {
            attempt.ExceededMemory = true;
            KillAll(attempt, table);
        }
    }

    /// <summary>
    /// Ends processes of attempts that are over: those still in the session, and those that left it and came to the
    /// keeper or the anchor when their parent died; these carry the attempt's mark in their environment.
    /// </summary>
    private void EndStrays(ProcessEntry[] table)
    {
        var anchor = Native.ParentPid();
        var seen = new HashSet<(int, long)>();
        foreach (var process in table)
        {
            if (!process.IsZombie && IsStray(process, anchor))
            {
                var identity = (process.Pid, process.StartTicks);
                seen.Add(identity);
                if (strays.TryAdd(identity, Stopwatch.GetTimestamp()))
                {
                    _ = Native.Kill(process.Pid, Native.SigTerm);
                }
                else if (Stopwatch.GetElapsedTime(strays[identity]) > RecentlyEnded.Grace)
                {
                    _ = Native.Kill(process.Pid, Native.SigKill);
                }
            }
        }

        foreach (var gone in strays.Keys.Where(identity => !seen.Contains(identity)).ToArray())
        {
            strays.Remove(gone);
        }
    }

    private bool IsStray(ProcessEntry process, int anchor)
    {
        if (core.Ended.WasSession(process.Session))
        {
            return true;
        }

        var isOrphan = process.Parent == Environment.ProcessId || (process.Parent == anchor && anchor != 1);
        return isOrphan
            && process.Pid != Environment.ProcessId
            && core.OwnerOf(process.Pid).Attempt is null
            && mark.AttemptOf(ProcessTable.MarkerOf(process.Pid)) is { } attempt
            && !core.IsRunning(attempt);
    }
}
