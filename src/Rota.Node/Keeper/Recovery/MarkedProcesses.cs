using Rota.Linux.Processes;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Recovery;

/// <summary>Processes that carry the mark of an attempt, by mark.</summary>
/// <param name="Leaders">The attempts' own processes: they lead their sessions.</param>
/// <param name="Others">Processes that such a one started, one for each mark.</param>
/// <param name="IsCertain">Whether no child of the anchor could be another one still.</param>
internal sealed record MarkedProcesses(
    IReadOnlyDictionary<string, ProcessEntry> Leaders,
    IReadOnlyDictionary<string, ProcessEntry> Others,
    bool IsCertain
)
{
    private const long Patience = 1_000_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>Finds them by their marks.</summary>
    public static MarkedProcesses Find(IKernel kernel)
    {
        var started = kernel.Monotonic;
        while (true)
        {
            // A child of the anchor without a mark is one between fork and exec, or one that ended and is about to be
            // told of: a moment later it is known.
            var found = FindNow(kernel);
            if (found.IsCertain || kernel.Monotonic - started > Patience)
            {
                return found;
            }

            kernel.Sleep(Pause);
        }
    }

    private static MarkedProcesses FindNow(IKernel kernel)
    {
        var marked = new Dictionary<int, (ProcessEntry Process, string Mark)>();
        var anchor = kernel.ParentPid;
        var isCertain = true;
        foreach (var process in kernel.Processes())
        {
            // Asked once: one that ends between two questions would be certain by the first and missing by the second.
            var mark = process.IsZombie ? null : kernel.MarkOf(process.Pid);
            isCertain &= process.Parent != anchor || process.Pid == kernel.OwnPid || mark is not null;
            if (mark is not null)
            {
                marked[process.Pid] = (process, mark);
            }
        }

        var leaders = new Dictionary<string, ProcessEntry>(StringComparer.Ordinal);
        var others = new Dictionary<string, ProcessEntry>(StringComparer.Ordinal);
        foreach (var (process, mark) in marked.Values)
        {
            // One that left the session of the attempt leads its own. The attempt's own process was not started by
            // another of the attempt, and was there before those that nobody of it is the parent of any more.
            var isChild = marked.TryGetValue(process.Parent, out var parent) && parent.Mark == mark;
            if (process.Session != process.Pid || isChild)
            {
                others.TryAdd(mark, process);
            }
            else if (!leaders.TryGetValue(mark, out var other) || process.StartTicks < other.StartTicks)
            {
                leaders[mark] = process;
            }
        }

        return new MarkedProcesses(leaders, others, isCertain);
    }
}
