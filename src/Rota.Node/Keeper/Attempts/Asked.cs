using Rota.Linux.Processes;

namespace Rota.Node.Keeper.Attempts;

/// <summary>
/// Which processes of an attempt were asked to end: each is asked once, then it has until the grace is over.
/// </summary>
internal sealed class Asked
{
    private readonly HashSet<(int Pid, long Start)> processes = [];
    private long groupTicks = -1;

    /// <summary>Whether all of them are to be asked, and not the leader alone.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>The signal that asks them.</summary>
    public int Signal { get; private set; }

    /// <summary>All that were not asked yet are to be, by this signal.</summary>
    public void Whole(int signal) => (IsWhole, Signal) = (true, signal);

    /// <summary>The leader's whole group was asked at once: all that had begun by then.</summary>
    public void NoteGroup(long ticks) => groupTicks = ticks;

    /// <summary>Whether a process was asked; from now on it was.</summary>
    public bool Note(ProcessEntry process, int leader) =>
        (process.Group == leader && process.StartTicks < groupTicks)
        || !processes.Add((process.Pid, process.StartTicks));
}
