using Rota.Instruments.Metrics;
using Rota.Linux.Faults;
using Rota.Node.Keeper.Anchors;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Recovery;

/// <summary>
/// Holds what an earlier keeper left against the processes that live and the exits that the anchor saw. An exit code is
/// never invented: where nobody saw it, the attempt is lost. What is left of one that ended is ended first.
/// </summary>
/// <param name="left">What it left.</param>
/// <param name="anchor">The anchor: it sees every exit of what its own keepers started.</param>
/// <param name="kernel">The system.</param>
/// <param name="markOf">The mark that the processes of an attempt carry.</param>
/// <param name="hasBegun">Whether the process of an attempt was there at all, as its output files tell.</param>
internal sealed class Settlement(
    Inheritance left,
    AnchorIdentity anchor,
    IKernel kernel,
    Func<long, string> markOf,
    Func<KeptAttempt, bool> hasBegun
)
{
    /// <summary>Finds out what became of each attempt that has no end in the journal.</summary>
    /// <param name="marked">
    /// The processes that carry marks, as they were before the exits were asked for: who is in neither never was.
    /// Needed where starts are in doubt.
    /// </param>
    /// <param name="exits">Exits that the anchor saw while no keeper was there.</param>
    /// <param name="arrived">Gives those it has told of since.</param>
    /// <returns>The exits that belong to none of them.</returns>
    public IReadOnlyList<AnchorExit> Settle(
        MarkedProcesses? marked,
        IReadOnlyCollection<AnchorExit> exits,
        Func<IReadOnlyCollection<AnchorExit>> arrived
    )
    {
        List<AnchorExit> unclaimed = [.. exits, .. arrived()];
        foreach (var attempt in Of(KeptState.Ending))
        {
            _ = TakeExit(attempt, unclaimed);
            GoOnEnding(attempt);
        }

        foreach (var attempt in Of(KeptState.Running))
        {
            SettleRunning(attempt, unclaimed);
        }

        // Last: an exit that belongs to one that is known to have started says nothing about these. And those that do
        // not seem to live take their exits before others are held against what is left.
        var inDoubt = Of(KeptState.Spawning);
        foreach (var attempt in inDoubt.OrderBy(attempt => marked!.Leaders.ContainsKey(markOf(attempt.Id))))
        {
            SettleInDoubt(attempt, marked!, unclaimed);
        }

        return unclaimed;
    }

    private KeptAttempt[] Of(KeptState state) => [.. left.Attempts.Where(attempt => attempt.State == state)];

    private bool IsOfThisBoot(KeptAttempt attempt) => attempt.Anchor.BootId == kernel.BootId;

    private static AnchorExit? TakeExit(KeptAttempt attempt, List<AnchorExit> unclaimed)
    {
        var exit = unclaimed.Find(exit => exit.Pid == attempt.Pid && exit.StartTicks == attempt.StartTicks);
        if (exit is not null)
        {
            unclaimed.Remove(exit);
        }

        return exit;
    }

    private void SettleRunning(KeptAttempt attempt, List<AnchorExit> unclaimed)
    {
        attempt.IsAdopted = true;
        if (!IsOfThisBoot(attempt))
        {
            Lose(attempt, "the system was restarted while it ran");
        }
        else if (TakeExit(attempt, unclaimed) is { } exit)
        {
            End(attempt, exit);
        }
        else if (kernel.Find(attempt.Pid)?.StartTicks != attempt.StartTicks && !anchor.Sees(attempt.Anchor))
        {
            Lose(attempt, "its keeper and anchor were killed, and it ended unseen");
        }

        // Else it lives, or it ended just now and the anchor is about to tell.
    }

    /// <summary>
    /// An intent without a start. Its process carries the mark if it lives. If it does not, and the anchor of the
    /// keeper that wrote it down saw no end that could be its own, it never was: the daemon may launch it again.
    /// </summary>
    private void SettleInDoubt(KeptAttempt attempt, MarkedProcesses marked, List<AnchorExit> unclaimed)
    {
        var ends = unclaimed
            .Where(exit => exit.IsLeader && (exit.StartTicks == 0 || exit.StartTicks >= attempt.IntendedTicks))
            .ToArray();
        var mark = markOf(attempt.Id);
        if (PlantedBug.Is(PlantedBug.NoInDoubt))
        {
            left.Remove(attempt);
        }
        else if (!IsOfThisBoot(attempt))
        {
            Lose(attempt, "the system was restarted while it started");
        }
        else if (
            marked.Leaders.TryGetValue(mark, out var process)
            && !Array.Exists(ends, exit => exit.StartTicks <= process.StartTicks)
        )
        {
            (attempt.Pid, attempt.StartTicks) = (process.Pid, process.StartTicks);
            (attempt.State, attempt.IsAdopted) = (KeptState.Running, true);
        }
        else if (!marked.IsCertain || !(anchor.Sees(attempt.Anchor) || PlantedBug.Is(PlantedBug.ForeignAnchor)))
        {
            Lose(attempt, "its keeper was killed while it started, and nobody can say whether it did");
        }
        else if (left.HasGap)
        {
            Lose(attempt, "the keeper's journal was damaged, and nobody can say whether it ran");
        }
        else if (!hasBegun(attempt) && !marked.Leaders.ContainsKey(mark) && !marked.Others.ContainsKey(mark))
        {
            left.Remove(attempt);
        }
        else if (
            !marked.Leaders.ContainsKey(mark)
            && ends is [var first, .. var rest]
            && Array.TrueForAll(rest, first.IsLike)
        )
        {
            // It did start, and it is one of these; whichever it is, it ended like this.
            unclaimed.Remove(first);
            (attempt.Pid, attempt.StartTicks, attempt.IsAdopted) = (first.Pid, first.StartTicks, true);
            End(attempt, first);
        }
        else
        {
            Lose(attempt, "its keeper was killed while it started, and it ended before it was found");
        }
    }

    private void End(KeptAttempt attempt, AnchorExit exit)
    {
        KeeperMetrics.MissedExit();
        attempt.LeaderEndTicks = exit.Ticks;
        attempt.Report = exit.ReportOf(attempt);
        GoOnEnding(attempt);
    }

    /// <summary>What may be left of it is ended before it is over, and what it wrote is kept.</summary>
    private void Lose(KeptAttempt attempt, string reason)
    {
        attempt.LostReason = reason;
        GoOnEnding(attempt);
    }

    private void GoOnEnding(KeptAttempt attempt)
    {
        (attempt.State, attempt.IsAdopted) = (KeptState.Ending, true);
        attempt.BeginEnding(kernel);
        if (!IsOfThisBoot(attempt))
        {
            // Its session's number and the ticks of its end mean nothing any more.
            attempt.LeaderEndTicks = 0;
        }
    }
}
