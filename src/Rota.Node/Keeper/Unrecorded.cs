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
        var adopted = 0;
        var known = left.Attempts.Select(attempt => attempt.Id).ToHashSet();
        foreach (var (text, process) in MarkedProcesses.Find(kernel).Leaders)
        {
            if (
                mark.AttemptOf(text) is { } id
                && !known.Contains(id)
                && !gaps.IsDone(id)
                && kernel.JobOf(process.Pid) is { } job
            )
            {
                adopted++;
                left.Add(
                    new KeptAttempt(id, job)
                    {
                        State = KeptState.Running,
                        IsAdopted = true,
                        Pid = process.Pid,
                        StartTicks = process.StartTicks,
                        Started = kernel.Now + -kernel.Since(process.StartTicks),
                        Scratch = LiveFiles.ScratchOf(liveDirectory, kernel.OutputsOf(process.Pid)) ?? 0,
                        Anchor = process.Parent == kernel.ParentPid ? anchor : AnchorIdentity.Unknown(kernel.BootId),
                    }
                );
            }
        }

        return adopted;
    }
}
