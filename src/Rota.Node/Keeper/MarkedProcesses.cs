using System.Diagnostics;

namespace Rota.Node.Keeper;

/// <summary>Processes that carry the mark of an attempt, by mark.</summary>
internal static class MarkedProcesses
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Finds them by their marks; certain when no child of the anchor could be another one still.</summary>
    public static Dictionary<string, ProcessEntry> Find(out bool isCertain)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            // A child of the anchor without a mark is one between fork and exec, or one that ended and is about to be
            // told of: a moment later it is known.
            var found = FindNow(out isCertain);
            if (isCertain || Stopwatch.GetElapsedTime(started) > Patience)
            {
                return found;
            }

            Thread.Sleep(1);
        }
    }

    private static Dictionary<string, ProcessEntry> FindNow(out bool isCertain)
    {
        var found = new Dictionary<string, ProcessEntry>(StringComparer.Ordinal);
        var anchor = Native.ParentPid();
        isCertain = true;
        foreach (var process in ProcessTable.All())
        {
            // Asked once: one that ends between two questions would be certain by the first and missing by the second.
            var mark = process.IsZombie ? null : ProcessTable.MarkerOf(process.Pid);
            isCertain &= process.Parent != anchor || process.Pid == Environment.ProcessId || mark is not null;

            // The leader of the session is the attempt's own process; others inherited the mark.
            if (process.Session == process.Pid && mark is not null)
            {
                found.TryAdd(mark, process);
            }
        }

        return found;
    }
}
