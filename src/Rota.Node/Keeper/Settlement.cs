using Rota.Node.Hosting;
using Rota.Store;

namespace Rota.Node.Keeper;

/// <summary>
/// Holds what an earlier keeper left against the processes that live and the exits that the anchor saw. An exit code is
/// never invented: where nobody saw it, the attempt is lost.
/// </summary>
/// <param name="left">What it left.</param>
/// <param name="anchor">The anchor: it sees every exit of what its own keepers started.</param>
/// <param name="kernel">The system.</param>
/// <param name="markOf">The mark that the processes of an attempt carry.</param>
/// <param name="pack">Packs the output of an attempt.</param>
internal sealed class Settlement(
    Inheritance left,
    AnchorIdentity anchor,
    IKernel kernel,
    Func<long, string> markOf,
    Func<KeptAttempt, bool, PackedOutput> pack
)
{
    /// <summary>Finds out what became of each attempt that has no end in the journal.</summary>
    /// <param name="exits">Exits that the anchor saw while no keeper was there.</param>
    /// <param name="arrived">Gives those it has told of since.</param>
    public void Settle(IReadOnlyCollection<AnchorExit> exits, Func<IReadOnlyCollection<AnchorExit>> arrived)
    {
        // The processes first, then the exits: who is in neither never was.
        var isCertain = true;
        var started = Of(KeptState.Spawning);
        var marked = started.Length > 0 ? MarkedProcesses.Find(kernel, out isCertain) : [];
        List<AnchorExit> unclaimed = [.. exits, .. arrived()];
        foreach (var attempt in started)
        {
            Find(attempt, marked);
        }

        foreach (var attempt in Of(KeptState.Running))
        {
            SettleRunning(attempt, unclaimed);
        }

        // Last: an exit that belongs to one that is known to have started says nothing about these.
        foreach (var attempt in Of(KeptState.Spawning))
        {
            SettleInDoubt(attempt, isCertain, unclaimed);
        }
    }

    private KeptAttempt[] Of(KeptState state) => [.. left.Attempts.Where(attempt => attempt.State == state)];

    private bool IsOfThisBoot(KeptAttempt attempt) => attempt.Anchor.BootId == kernel.BootId;

    private void SettleRunning(KeptAttempt attempt, List<AnchorExit> unclaimed)
    {
        if (!IsOfThisBoot(attempt))
        {
            Lose(attempt, "the system was restarted while it ran");
        }
        else if (unclaimed.Find(exit => exit.Pid == attempt.Pid && exit.StartTicks == attempt.StartTicks) is { } exit)
        {
            unclaimed.Remove(exit);
            attempt.State = KeptState.Over;
            attempt.Report = exit.ReportOf(attempt, pack(attempt, exit.ExitCode != 0));
        }
        else if (kernel.Find(attempt.Pid)?.StartTicks == attempt.StartTicks || anchor.Sees(attempt.Anchor))
        {
            // Either it lives, or it ended just now and the anchor is about to tell.
            attempt.IsAdopted = true;
        }
        else
        {
            Lose(attempt, "its keeper and anchor were killed, and it ended unseen");
        }
    }

    /// <summary>An intent without a start: the process carries the mark if it lives.</summary>
    private void Find(KeptAttempt attempt, Dictionary<string, ProcessEntry> marked)
    {
        if (PlantedBug.Is(PlantedBug.NoInDoubt))
        {
            left.Remove(attempt);
        }
        else if (IsOfThisBoot(attempt) && marked.TryGetValue(markOf(attempt.Id), out var process))
        {
            attempt.Pid = process.Pid;
            attempt.StartTicks = process.StartTicks;
            attempt.State = KeptState.Running;
        }
    }

    /// <summary>
    /// An intent without a start and without a living process. If the anchor of the keeper that wrote it down reaped
    /// nobody unknown, it never was: the daemon may launch it again.
    /// </summary>
    private void SettleInDoubt(KeptAttempt attempt, bool isCertain, List<AnchorExit> unclaimed)
    {
        if (!IsOfThisBoot(attempt))
        {
            Lose(attempt, "the system was restarted while it started");
        }
        else if (!isCertain || !(anchor.Sees(attempt.Anchor) || PlantedBug.Is(PlantedBug.ForeignAnchor)))
        {
            Lose(attempt, "its keeper was killed while it started, and nobody can say whether it did");
        }
        else if (left.HasGap)
        {
            Lose(attempt, "the keeper's journal was damaged, and nobody can say whether it ran");
        }
        else if (unclaimed.Exists(exit => exit.StartTicks == 0 || exit.StartTicks >= attempt.IntendedTicks))
        {
            Lose(attempt, "its keeper was killed while it started, and it ended before it was found");
        }
        else
        {
            left.Remove(attempt);
        }
    }

    private static void Lose(KeptAttempt attempt, string reason)
    {
        attempt.State = KeptState.Over;
        attempt.LostReason = reason;
    }
}
