using Rota.Node.Hosting;

namespace Rota.Node.Keeper;

/// <summary>
/// Looks after what no event tells of: graces that run out, processes left behind, memory beyond its limit, output
/// beyond its share. One scan of /proc serves all of it, and only while there is a reason for one.
/// </summary>
internal sealed class Watch(
    AttemptTable table,
    Ends ends,
    OutputStore outputs,
    string liveDirectory,
    AttemptMark mark,
    IKernel kernel
)
{
    /// <summary>How often to look.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private const long TrimPace = 2_000_000;
    private const long Patience = 1_000_000;
    private const int ScanShare = 20;
    private readonly Strays strays = new(table, ends, mark, kernel);
    private readonly Dictionary<long, long> vanished = [];
    private long nextScan;
    private long lastTrim = kernel.Monotonic;

    public void Run()
    {
        while (true)
        {
            kernel.Sleep(Pace);
            LookSafely();
        }
    }

    /// <summary>One round.</summary>
    public void LookSafely()
    {
        try
        {
            Look();
        }
        catch (IOException)
        {
            // What could not be looked at now is looked at in the next round: a keeper that ends helps nobody.
        }
    }

    private void Look()
    {
        ends.Flush();
        var running = table.Running();
        var now = kernel.Monotonic;
        var overdue = running.Where(attempt => attempt.KillAt <= now).ToArray();
        var limited = running.Where(attempt => attempt.Order?.MemoryMax > 0).ToArray();
        var isDue = now >= nextScan && (limited.Length > 0 || !ends.Recent.IsEmpty);
        if (overdue.Length > 0 || isDue)
        {
            var processes = kernel.Processes().ToArray();
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
            nextScan = kernel.Monotonic + (ScanShare * (kernel.Monotonic - now));
        }

        foreach (var attempt in running.Where(attempt => attempt.IsAdopted))
        {
            LookAfterAdopted(attempt);
        }

        if (now - lastTrim > TrimPace)
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
        if (kernel.Find(attempt.Pid)?.StartTicks == attempt.StartTicks)
        {
            vanished.Remove(attempt.Id);
        }
        else if (vanished.TryAdd(attempt.Id, kernel.Monotonic))
        {
            return;
        }
        else if (kernel.Monotonic - vanished[attempt.Id] > Patience)
        {
            vanished.Remove(attempt.Id);
            ends.Lost(attempt, "it ended, and whoever could have seen its exit code had been killed");
        }
    }

    private void KillAll(KeptAttempt attempt, ProcessEntry[] processes)
    {
        // The members first: once the leader is dead they would come to the keeper one by one.
        foreach (var process in processes)
        {
            if (process.Session == attempt.Pid && process.Pid != attempt.Pid && !process.IsZombie)
            {
                kernel.Kill(process.Pid, Native.SigKill);
            }
        }

        kernel.Kill(attempt.Pid, Native.SigKill);
    }

    private void CheckMemory(KeptAttempt attempt, ProcessEntry[] processes)
    {
        var resident = processes.Where(process => process.Session == attempt.Pid).Sum(process => process.ResidentBytes);
        if (resident > attempt.Order!.MemoryMax)
        {
            attempt.ExceededMemory = true;
            KillAll(attempt, processes);
        }
    }
}
