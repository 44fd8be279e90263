using System.Diagnostics;

namespace Rota.Node.Keeper;

/// <summary>
/// Processes that outlive their attempt: those still in its session, and those that left it and came to the keeper or
/// the anchor when their parent died; these carry the attempt's mark in their environment.
/// </summary>
internal sealed class Strays(AttemptTable table, Ends ends, AttemptMark mark)
{
    private readonly Dictionary<(int Pid, long Start), long> found = [];

    /// <summary>Ends them: politely when they are first seen, by force after the grace.</summary>
    public void End(ProcessEntry[] processes)
    {
        var anchor = Native.ParentPid();
        var seen = new HashSet<(int, long)>();
        foreach (var process in processes)
        {
            if (!process.IsZombie && IsStray(process, anchor))
            {
                var identity = (process.Pid, process.StartTicks);
                seen.Add(identity);
                if (found.TryAdd(identity, Stopwatch.GetTimestamp()))
                {
                    _ = Native.Kill(process.Pid, Native.SigTerm);
                }
                else if (Stopwatch.GetElapsedTime(found[identity]) > RecentlyEnded.Grace)
                {
                    _ = Native.Kill(process.Pid, Native.SigKill);
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

        var isOrphan = process.Parent == Environment.ProcessId || (process.Parent == anchor && anchor != 1);
        return isOrphan
            && process.Pid != Environment.ProcessId
            && ends.OwnerOf(process.Pid).Attempt is null
            && mark.AttemptOf(ProcessTable.MarkerOf(process.Pid)) is { } attempt
            && !table.IsRunning(attempt);
    }
}
