using Rota.Node.Hosting;

namespace Rota.Node.Keeper;

/// <summary>
/// Finds the living processes of attempts that a journal with a gap tells nothing of: they carry the mark of their
/// attempt, the number of their job, and have their output open.
/// </summary>
internal static class Unrecorded
{
    /// <summary>Takes them in.</summary>
    /// <param name="left">What the journal tells of.</param>
    /// <param name="gaps">What it once told of and is done with.</param>
    /// <param name="anchor">The parent of this keeper.</param>
    /// <param name="kernel">The system.</param>
    /// <param name="mark">The mark of this state.</param>
    /// <param name="liveDirectory">Where their output goes.</param>
    /// <returns>How many.</returns>
    public static int Adopt(
        Inheritance left,
        Gaps gaps,
        AnchorIdentity anchor,
        IKernel kernel,
        AttemptMark mark,
        string liveDirectory
    )
    {
        var before = left.Attempts.Count;
        var known = left.Attempts.Select(attempt => attempt.Id).ToHashSet();
        var marked = MarkedProcesses.Find(kernel);
        foreach (var (text, process) in marked.Leaders.Concat(marked.Others))
        {
            if (
                mark.AttemptOf(text) is not { } id
                || gaps.IsDone(id)
                || kernel.JobOf(process.Pid) is not { } job
                || !known.Add(id)
            )
            {
                continue;
            }

            var attempt = new KeptAttempt(id, job)
            {
                IsAdopted = true,
                Started = kernel.Now + -kernel.Since(process.StartTicks),
                Scratch = LiveFiles.ScratchOf(liveDirectory, kernel.OutputsOf(process.Pid)) ?? 0,
                Anchor = process.Parent == kernel.ParentPid ? anchor : AnchorIdentity.Unknown(kernel.BootId),
            };
            if (marked.Leaders.ContainsKey(text))
            {
                (attempt.State, attempt.Pid, attempt.StartTicks) = (KeptState.Running, process.Pid, process.StartTicks);
            }
            else
            {
                // Its leader ended unseen; what it has left is ended before it is given up.
                attempt.State = KeptState.Ending;
                attempt.LostReason = "the keeper's journal was damaged, and it ended unseen";
                attempt.BeginEnding(kernel);
            }

            left.Add(attempt);
        }

        return left.Attempts.Count - before;
    }
}
