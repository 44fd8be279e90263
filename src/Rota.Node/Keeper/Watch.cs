using System.Diagnostics;

namespace Rota.Node.Keeper;

/// <summary>
/// Looks after what no event tells of: graces that run out, processes left behind, memory beyond its limit, output
/// beyond its share. One scan of /proc serves all of it, and only while there is a reason for one.
/// </summary>
internal sealed class Watch(AttemptTable table, Ends ends, OutputStore outputs, string liveDirectory, AttemptMark mark)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan TrimPace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private const int ScanShare = 20;
    private readonly Strays strays = new(table, ends, mark);
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
                // What could not be looked at now is looked at in the next round: a keeper that ends helps nobody.
            }
        }
    }

    private void Look()
    {
        ends.Flush();
        var running = table.Running();
        var now = Stopwatch.GetTimestamp();
        var overdue = running.Where(attempt => attempt.KillAt <= now).ToArray();
        var limited = running.Where(attempt => attempt.Order?.MemoryMax > 0).ToArray();
        var isDue = now >= nextScan && (limited.Length > 0 || !ends.Recent.IsEmpty);
        if (overdue.Length > 0 || isDue)
        {
            var processes = ProcessTable.All().ToArray();
            foreach (var attempt in overdue)
            {
                KillAll(attempt, processes);
            }

            foreach (var attempt in limited)
            {
                CheckMemory(attempt, processes);
            }

            strays.End(processes);

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
            LiveFiles.RemoveProgress(liveDirectory, table.IsRunning);
            foreach (var attempt in running)
            {
                LiveFiles.Trim(outputs.OutputPath(attempt.Scratch));
                LiveFiles.Trim(outputs.ErrorPath(attempt.Scratch));
            }
        }
    }

    /// <summary>
    /// The anchor tells of its end before the process goes; one that is gone untold was not the anchor's child.
    /// </summary>
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
            ends.Lost(attempt, "it ended, and whoever could have seen its exit code had been killed");
        }
    }

    private static void KillAll(KeptAttempt attempt, ProcessEntry[] processes)
    {
        // The members first: once the leader is dead they would come to the keeper one by one.
        foreach (var process in processes)
        {
            if (process.Session == attempt.Pid && process.Pid != attempt.Pid && !process.IsZombie)
            {
                _ = Native.Kill(process.Pid, Native.SigKill);
            }
        }

        _ = Native.Kill(attempt.Pid, Native.SigKill);
    }

    private static void CheckMemory(KeptAttempt attempt, ProcessEntry[] processes)
    {
        var resident = processes.Where(process => process.Session == attempt.Pid).Sum(process => process.ResidentBytes);
        if (resident > attempt.Order!.MemoryMax)
        {
            attempt.ExceededMemory = true;
            KillAll(attempt, processes);
        }
    }
}
