using Rota.Linux.Processes;
using Rota.Node.Keeper.Anchors;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Outputs;
using Rota.Node.Keeper.Processes;
using Rota.Node.Keeper.Records;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Recovery;

/// <summary>
/// Finds the living processes of attempts that a journal with a gap tells nothing of: they carry the mark of their
/// attempt, the number of their job, and have their output open.
/// </summary>
/// <param name="anchor">The parent of this keeper.</param>
/// <param name="kernel">The system.</param>
/// <param name="mark">The mark of this state.</param>
/// <param name="liveDirectory">Where their output goes.</param>
internal sealed class Unrecorded(AnchorIdentity anchor, IKernel kernel, AttemptMark mark, string liveDirectory)
{
    /// <summary>Takes them in.</summary>
    /// <param name="left">What the journal tells of.</param>
    /// <param name="gaps">What it once told of and is done with.</param>
    /// <param name="marked">The processes that carry marks, as they were before the exits were asked for.</param>
    /// <param name="unclaimed">Exits that the anchor saw and that belong to none the journal tells of.</param>
    /// <returns>How many.</returns>
    public int Adopt(Inheritance left, Gaps gaps, MarkedProcesses marked, IReadOnlyList<AnchorExit> unclaimed)
    {
        var before = left.Attempts.Count;
        var known = left.Attempts.Select(attempt => attempt.Id).ToHashSet();
        foreach (var (text, process) in marked.Leaders.Concat(marked.Others))
        {
            if (
                mark.AttemptOf(text) is { } id
                && !gaps.IsDone(id)
                && kernel.JobOf(process.Pid) is { } job
                && known.Add(id)
            )
            {
                left.Add(Take(new KeptAttempt(id, job), process, marked.Leaders.ContainsKey(text), unclaimed));
            }
        }

        return left.Attempts.Count - before;
    }

    private KeptAttempt Take(
        KeptAttempt attempt,
        ProcessEntry process,
        bool isLeader,
        IReadOnlyList<AnchorExit> unclaimed
    )
    {
        attempt.IsAdopted = true;
        attempt.Started = kernel.Now + -kernel.Since(process.StartTicks);
        attempt.Scratch = LiveFiles.ScratchOf(liveDirectory, kernel.OutputsOf(process.Pid)) ?? 0;
        attempt.Slot = kernel.SlotOf(process.Pid);
        attempt.Anchor = process.Parent == kernel.ParentPid ? anchor : AnchorIdentity.Unknown(kernel.BootId);
        if (!isLeader)
        {
            return Lose(attempt, "the keeper's journal was damaged, and it ended unseen");
        }

        if (unclaimed.Any(exit => MayHaveStarted(exit, process)))
        {
            return Lose(attempt, "the keeper's journal was damaged, and nobody can say whether it still ran");
        }

        (attempt.State, attempt.Pid, attempt.StartTicks) = (KeptState.Running, process.Pid, process.StartTicks);
        return attempt;
    }

    /// <summary>
    /// Whether the leader of a session may be a child of the process that ended, which was the attempt's own: that one
    /// was there when it began. Its exit code would be told as the attempt's.
    /// </summary>
    private static bool MayHaveStarted(AnchorExit exit, ProcessEntry process) =>
        exit.IsLeader && exit.StartTicks <= process.StartTicks && (exit.Ticks == 0 || exit.Ticks >= process.StartTicks);

    /// <summary>What it has left is ended before it is given up.</summary>
    private KeptAttempt Lose(KeptAttempt attempt, string reason)
    {
        attempt.State = KeptState.Ending;
        attempt.LostReason = reason;
        attempt.BeginEnding(kernel);
        return attempt;
    }
}
