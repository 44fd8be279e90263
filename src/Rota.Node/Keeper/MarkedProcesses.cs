using Rota.Node.Hosting;

namespace Rota.Node.Keeper;

/// <summary>Processes that carry the mark of an attempt, by mark.</summary>
internal static class MarkedProcesses
{
    private const long Patience = 1_000_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>Finds them by their marks; certain when no child of the anchor could be another one still.</summary>
    public static Dictionary<string, ProcessEntry> Find(IKernel kernel, out bool isCertain)
    {
        var started = kernel.Monotonic;
        while (true)
        {
            // A child of the anchor without a mark is one between fork and exec, or one that ended and is about to be
            // told of: a moment later it is known.
            var found = FindNow(kernel, out isCertain);
            if (isCertain || kernel.Monotonic - started > Patience)
            {
                return found;
            }

            kernel.Sleep(Pause);
        }
    }

    private static Dictionary<string, ProcessEntry> FindNow(IKernel kernel, out bool isCertain)
    {
        var found = new Dictionary<string, ProcessEntry>(StringComparer.Ordinal);
        var anchor = kernel.ParentPid;
        isCertain = true;
        foreach (var process in kernel.Processes())
        {
            // Asked once: one that ends between two questions would be certain by the first and missing by the second.
            var mark = process.IsZombie ? null : kernel.MarkOf(process.Pid);
            isCertain &= process.Parent != anchor || process.Pid == kernel.OwnPid || mark is not null;

            // The leader of the session is the attempt's own process; others inherited the mark.
            if (process.Session == process.Pid && mark is not null)
            {
                found.TryAdd(mark, process);
            }
        }

        return found;
    }
}
