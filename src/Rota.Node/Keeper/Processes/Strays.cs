using Rota.Linux.Calls;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Processes;

/// <summary>
/// Processes below the keeper or the anchor that no living attempt speaks for: what a lost attempt left that is found
/// only now, and what took the mark of an attempt that is over.
/// </summary>
internal sealed class Strays(Orphans orphans, IKernel kernel)
{
    /// <summary>How long they may go on after a polite signal, in microseconds.</summary>
    private const long Grace = 4_000_000;

    private readonly Dictionary<(int Pid, long Start), long> found = [];
    private bool hasLooked;

    /// <summary>Whether there may be any: at the beginning nobody knows.</summary>
    public bool MayLive => !hasLooked || found.Count > 0 || orphans.HasStray;

    /// <summary>Ends them: politely when they are first seen, by force after the grace.</summary>
    public void End(Family family)
    {
        hasLooked = true;
        var seen = new HashSet<(int, long)>();
        foreach (var process in family.Strays)
        {
            var identity = (process.Pid, process.StartTicks);
            seen.Add(identity);
            if (found.TryAdd(identity, kernel.Monotonic))
            {
                kernel.Signal(process, Native.SigTerm);
            }
            else if (kernel.Monotonic - found[identity] > Grace)
            {
                kernel.Signal(process, Native.SigKill);
            }
        }

        foreach (var gone in found.Keys.Where(identity => !seen.Contains(identity)).ToArray())
        {
            found.Remove(gone);
        }
    }
}
