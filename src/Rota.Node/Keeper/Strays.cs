using Rota.Node.Hosting;

namespace Rota.Node.Keeper;

/// <summary>
/// Processes that outlive their attempt: those still in its session, and those that left it and came to the keeper or
/// the anchor when their parent died; these carry the attempt's mark in their environment.
/// </summary>
internal sealed class Strays(AttemptTable table, Ends ends, AttemptMark mark, IKernel kernel)
{
    private readonly Dictionary<(int Pid, long Start), long> found = [];

    /// <summary>Ends them: politely when they are first seen, by force after the grace.</summary>
    public void End(ProcessEntry[] processes)
    {
        var anchor = kernel.ParentPid;
        var seen = new HashSet<(int, long)>();
        foreach (var process in processes)
        {
            if (!process.IsZombie && IsStray(process, anchor))
            {
                var identity = (process.Pid, process.StartTicks);
                seen.Add(identity);
                if (found.TryAdd(identity, kernel.Monotonic))
                {
                    kernel.Kill(process.Pid, Native.SigTerm);
                }
                else if (kernel.Monotonic - found[identity] > RecentlyEnded.Grace)
                {
                    kernel.Kill(process.Pid, Native.SigKill);
                }
            }
        }

        foreach (var gone in found.Keys.Where(identity => !seen.Contains(identity)).ToArray())
        {
            found.Remove(gone);
        }
    }

    private bool IsStray(ProcessEntry process, int anchor)
    {
        if (ends.Recent.WasSession(process.Session))
        {
            return true;
        }

        var isOrphan = process.Parent == kernel.OwnPid || (process.Parent == anchor && anchor != 1);
        return isOrphan
            && process.Pid != kernel.OwnPid
            && ends.OwnerOf(process.Pid).Attempt is null
            && mark.AttemptOf(kernel.MarkOf(process.Pid)) is { } attempt
            && !table.IsRunning(attempt);
    }
}
