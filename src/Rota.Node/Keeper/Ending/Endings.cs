using Rota.Core.Scheduling.Effects;
using Rota.Linux.Calls;
using Rota.Linux.Faults;
using Rota.Linux.Processes;
using Rota.Node.Keeper.Anchors;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Lines;
using Rota.Node.Keeper.Processes;
using Rota.Node.Keeper.Table;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Ending;

/// <summary>
/// Brings attempts to their end: one is over when its leader has ended, nothing of it lives any more, and its output is
/// kept. What a leader leaves behind is asked to end, and killed after the grace. Only then is the room free, the place
/// passed on and the runner told.
/// </summary>
internal sealed class Endings(
    AttemptTable table,
    Ends ends,
    Orphans orphans,
    Completion completion,
    KeeperLink link,
    Notifier looks,
    IKernel kernel
)
{
    private const long StuckMin = 5_000_000;
    private const int LookShare = 4;

    // Reaper and watch end attempts, and the thread that hears from the anchor.
    private readonly Lock gate = new();
    private long nextLook;

    /// <summary>
    /// The leader of an attempt has ended and waits to be reaped. Mostly that is the end of it, and costs one look.
    /// </summary>
    public void LeaderEnded(KeptAttempt attempt, ExitReport report)
    {
        var isAlone = !orphans.HasAnyOf(attempt) || PlantedBug.Is(PlantedBug.EndsWithItsLeader);
        if (isAlone && completion.TryComplete(attempt, report))
        {
            return;
        }

        if (!isAlone && !attempt.Asked.IsWhole)
        {
            // While the leader is a zombie its number names no other group.
            attempt.Asked.NoteGroup(kernel.Ticks);
            kernel.Kill(-attempt.Pid, Native.SigTerm);
        }

        Begin(attempt, report, kernel.Ticks);
    }

    /// <summary>
    /// The anchor saw the leader of an attempt end that an earlier keeper started. What is left of it, only a look at
    /// all processes tells.
    /// </summary>
    public void LeaderEnded(KeptAttempt attempt, AnchorExit exit) => Begin(attempt, exit.ReportOf(attempt), exit.Ticks);

    /// <summary>Nobody saw the leader of an attempt end.</summary>
    public void LeaderLost(KeptAttempt attempt, string reason)
    {
        Begin(attempt, Unseen(attempt), 0, reason);
    }

    /// <summary>An orphan was let go: it may have been the last process of an attempt.</summary>
    public void OrphanEnded()
    {
        var ending = table.Ending();
        var begun = kernel.Monotonic;
        if (ending.Length == 0 || begun < nextLook)
        {
            // The watch finishes what is passed over here.
            return;
        }

        var living = orphans.Living();
        foreach (var attempt in ending.Where(attempt => !attempt.IsAdopted && !living.Contains(attempt)))
        {
            TryFinish(attempt);
        }

        // Thousands that end together are not each looked at for each: the reaper has exits to see.
        nextLook = kernel.Monotonic + (LookShare * (kernel.Monotonic - begun));
    }

    /// <summary>
    /// Takes an attempt further that is being ended: asks those of its processes that were not asked, or kills.
    /// </summary>
    /// <param name="attempt">One whose leader has ended, or that is stopped.</param>
    /// <param name="family">All processes as they are now.</param>
    public void Press(KeptAttempt attempt, Family family)
    {
        var members = family.Of(attempt).ToArray();
        var isOverdue = attempt.KillAt <= kernel.Monotonic;
        foreach (var process in members)
        {
            if (isOverdue)
            {
                kernel.Signal(process, Native.SigKill);
                SayWhatStays(attempt, process);
            }
            else if (attempt.Asked.IsWhole && !attempt.Asked.Note(process, attempt.Pid))
            {
                kernel.Signal(process, attempt.Asked.Signal);
            }
        }

        // One look may miss a process that is born while it is taken.
        attempt.EmptyLooks = members.Length == 0 ? attempt.EmptyLooks + 1 : 0;
        attempt.HadLeftovers |= attempt.State == KeptState.Ending && members.Length > 0;
        if (attempt.State == KeptState.Ending && attempt.EmptyLooks > 1)
        {
            TryFinish(attempt);
        }
    }

    private void Begin(KeptAttempt attempt, ExitReport report, long endTicks, string? lostReason = null)
    {
        lock (table.Gate)
        {
            if (attempt.State != KeptState.Running)
            {
                return;
            }

            (attempt.Report, attempt.LeaderEndTicks, attempt.LostReason) = (report, endTicks, lostReason);
            if (lostReason is not null)
            {
                // Nobody reaped it for us: its number may be another's already.
                table.ReleasePid(attempt);
            }

            attempt.BeginEnding(kernel);
            ends.LeaderEnded(attempt);
        }

        looks.Notify();
    }

    private void TryFinish(KeptAttempt attempt)
    {
        lock (gate)
        {
            if (attempt.State == KeptState.Ending && (attempt.IsAdopted || !orphans.HasAnyOf(attempt)))
            {
                var report = attempt.Report ?? Unseen(attempt);
                _ = completion.TryComplete(attempt, attempt.HadLeftovers ? report with { Ended = kernel.Now } : report);
            }
        }
    }

    private ExitReport Unseen(KeptAttempt attempt) => new() { Started = attempt.Started, Ended = kernel.Now };

    /// <summary>
    /// SIGKILL ends whatever it reaches: what lives on belongs to another user, or hangs in the kernel.
    /// </summary>
    private void SayWhatStays(KeptAttempt attempt, ProcessEntry process)
    {
        if (kernel.Monotonic - attempt.KillAt > StuckMin && !attempt.IsSaidToBeStuck)
        {
            attempt.IsSaidToBeStuck = true;
            link.Notice(
                $"attempt {attempt.Id} of job {attempt.Job} is not over: its process {process.Pid} cannot be killed. "
                    + "It belongs to another user, or hangs in the kernel (ps -o user,stat,wchan). End it by hand"
            );
        }
    }
}
