using Rota.Linux.Processes;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Outputs;
using Rota.Node.Keeper.Table;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Processes;

/// <summary>Which attempt a process came from whose parent is dead.</summary>
/// <param name="Attempt">The attempt; null where that is not certain.</param>
/// <param name="IsStray">Whether no attempt that lives can have started it: nothing speaks for its going on.</param>
internal readonly record struct Origin(KeptAttempt? Attempt, bool IsStray);

/// <summary>
/// Finds out which attempt an orphan came from: by its session, by its mark, by the output it has open. One that has
/// put off all of these belongs to the last attempt that could have started it.
/// </summary>
internal sealed class Origins(AttemptTable table, AttemptMark mark, string liveDirectory, IKernel kernel)
{
    // Kept, because a process may change its session and what it has open. By pid: a later process overwrites it.
    private readonly Dictionary<int, (long Start, KeptAttempt Attempt)> known = [];

    /// <summary>The origin of an orphan.</summary>
    /// <param name="process">The orphan.</param>
    /// <param name="isAdopted">Whether it is below the anchor: then an earlier keeper's attempt started it.</param>
    public Origin Of(ProcessEntry process, bool isAdopted)
    {
        if (Evidence(process, out var isOutlived) is { } attempt)
        {
            return new Origin(attempt, IsStray: false);
        }

        var candidates = isOutlived ? [] : Candidates(process, isAdopted);
        return new Origin(candidates.Length == 1 ? candidates[0] : null, IsStray: candidates.Length == 0);
    }

    /// <summary>The attempt that something about a process names for certain, or null.</summary>
    public KeptAttempt? Named(ProcessEntry process) => Evidence(process, out _);

    private KeptAttempt? Evidence(ProcessEntry process, out bool isOutlived)
    {
        isOutlived = false;
        lock (table.Gate)
        {
            if (known.TryGetValue(process.Pid, out var last) && last.Start == process.StartTicks)
            {
                isOutlived = !AttemptTable.IsLive(last.Attempt);
                return isOutlived ? null : last.Attempt;
            }

            if (table.OfSession(process.Session, process.StartTicks) is { } attempt && IsItsSession(attempt))
            {
                return Keep(process, attempt);
            }
        }

        var marked = mark.AttemptOf(kernel.MarkOf(process.Pid));
        var scratch = marked is null ? LiveFiles.ScratchOf(liveDirectory, kernel.OutputsOf(process.Pid)) : null;
        lock (table.Gate)
        {
            if (marked is { } id)
            {
                isOutlived = !(table.TryFind(id, out var attempt) && AttemptTable.IsLive(attempt));
                return isOutlived || IsForeign(process, attempt!) ? null : Keep(process, attempt!);
            }

            var writer = scratch is null
                ? null
                : table.All.FirstOrDefault(attempt => attempt.Scratch == scratch && AttemptTable.IsLive(attempt));
            return writer is null ? null : Keep(process, writer);
        }
    }

    /// <summary>Whether an orphan list names a task that the keeper started. It is no orphan.</summary>
    public bool IsLeader(int pid)
    {
        lock (table.Gate)
        {
            return table.OfPid(pid) is not null;
        }
    }

    /// <summary>A process is gone: its number may come to name another.</summary>
    public void Forget(int pid)
    {
        lock (table.Gate)
        {
            known.Remove(pid);
        }
    }

    /// <summary>While the leader is thought to live, its number must still be its own.</summary>
    private bool IsItsSession(KeptAttempt attempt) =>
        attempt.State != KeptState.Running || kernel.Find(attempt.Pid)?.StartTicks == attempt.StartTicks;

    /// <summary>Anybody can mark a process of theirs as one of somebody else's task, and have that ended.</summary>
    private bool IsForeign(ProcessEntry process, KeptAttempt attempt) =>
        attempt.Owner is { } owner && kernel.UserOf(process.Pid) is > 0 and var user && user != owner;

    private KeptAttempt Keep(ProcessEntry process, KeptAttempt attempt)
    {
        known[process.Pid] = (process.StartTicks, attempt);
        return attempt;
    }

    /// <summary>The attempts that lived when it began.</summary>
    private KeptAttempt[] Candidates(ProcessEntry process, bool isAdopted)
    {
        lock (table.Gate)
        {
            return
            [
                .. table.All.Where(attempt =>
                    attempt.State is KeptState.Running or KeptState.Ending
                    && attempt.IsAdopted == isAdopted
                    && attempt.StartTicks <= process.StartTicks
                ),
            ];
        }
    }
}
