using Rota.Core.Reconcile;
using Rota.Node.Hosting;
using Rota.Store;

namespace Rota.Node.Keeper;

/// <summary>
/// Brings attempts to their end: one is over when its leader has ended, nothing of it lives any more, and its output is
/// kept. What a leader leaves behind is asked to end, and killed after the grace. Only then is the room free, the place
/// passed on and the runner told.
/// </summary>
internal sealed class Endings(
    AttemptTable table,
    Ends ends,
    Orphans orphans,
    Succession succession,
    OutputStore outputs,
    Bell looks,
    IKernel kernel
)
{
    private const long PackPause = 1_000_000;

    // The reaper and the watch bring attempts to their end, and the thread that hears from the anchor.
    private readonly Lock gate = new();

    /// <summary>
    /// The leader of an attempt has ended and waits to be reaped. Mostly that is the end of it, and costs one look.
    /// </summary>
    public void LeaderEnded(KeptAttempt attempt, ExitReport report)
    {
        if (!orphans.HasAnyOf(attempt) || PlantedBug.Is(PlantedBug.EndsWithItsLeader))
        {
            // The place first, then the output: a successor need not wait until a long one is packed.
            report = report with
            {
                MissingOutput = MissingOutputOf(attempt, report),
            };
            PassOn(attempt, report);
            if (TryPack(attempt, report) is { } complete)
            {
                ends.Exited(attempt, complete);
                return;
            }
        }
        else if (!attempt.Asked.IsWhole)
        {
            // While the leader is a zombie its number names no other group.
            attempt.Asked.NoteGroup(kernel.Ticks);
            kernel.Kill(-attempt.Pid, Native.SigTerm);
        }

        Begin(attempt, report, kernel.Ticks);
    }

    /// <summary>
    /// The anchor saw the leader of an attempt end that an earlier keeper started. What is left of it, only a look at all
    /// processes tells.
    /// </summary>
    public void LeaderEnded(KeptAttempt attempt, AnchorExit exit) => Begin(attempt, exit.ReportOf(attempt), exit.Ticks);

    /// <summary>Nobody saw the leader of an attempt end.</summary>
    public void LeaderLost(KeptAttempt attempt, string reason)
    {
        attempt.LostReason = reason;
        Begin(attempt, Unseen(attempt), 0);
    }

    /// <summary>An orphan was let go: it may have been the last process of an attempt.</summary>
    public void OrphanEnded()
    {
        if (table.EndingCount > 0)
        {
            foreach (
                var attempt in table.Live().Where(attempt => attempt is { State: KeptState.Ending, IsAdopted: false })
            )
            {
                TryFinish(attempt);
            }
        }
    }

    /// <summary>Takes an attempt further that is being ended: asks those of its processes that were not asked, or kills.</summary>
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

    private void Begin(KeptAttempt attempt, ExitReport report, long endTicks)
    {
        lock (table.Gate)
        {
            if (attempt.State != KeptState.Running)
            {
                return;
            }

            (attempt.Report, attempt.LeaderEndTicks) = (report, endTicks);
            attempt.BeginEnding(kernel);
            ends.LeaderEnded(attempt);
        }

        looks.Ring();
    }

    private void TryFinish(KeptAttempt attempt)
    {
        lock (gate)
        {
            if (attempt.State != KeptState.Ending || (!attempt.IsAdopted && orphans.HasAnyOf(attempt)))
            {
                return;
            }

            var report = (attempt.Report ?? Unseen(attempt)) with
            {
                Ended = attempt is { HadLeftovers: false, Report: { } seen } ? seen.Ended : kernel.Now,
            };
            report = report with { MissingOutput = MissingOutputOf(attempt, report) };
            PassOn(attempt, report);
            if (kernel.Monotonic >= attempt.PackAt && TryPack(attempt, report) is { } complete)
            {
                Finish(attempt, complete);
            }
        }
    }

    private void Finish(KeptAttempt attempt, ExitReport report)
    {
        if (attempt.LostReason is null)
        {
            ends.Exited(attempt, report);
        }
        else
        {
            ends.Lost(attempt, report);
        }
    }

    private ExitReport Unseen(KeptAttempt attempt) => new() { Started = attempt.Started, Ended = kernel.Now };

    private void PassOn(KeptAttempt attempt, ExitReport report)
    {
        if (!attempt.HasPassedOn)
        {
            attempt.HasPassedOn = true;
            succession.PassOn(attempt, succeeded: report is { ExitCode: 0, MissingOutput: null });
        }
    }

    /// <summary>Keeps its output; null where the disk does not take it: then it is tried again.</summary>
    private ExitReport? TryPack(KeptAttempt attempt, ExitReport report)
    {
        var packed = outputs.TryPack(attempt.Job, attempt.Scratch, report.ExitCode != 0, attempt.Packed);
        attempt.Packed = packed;
        if (!packed.IsKept)
        {
            attempt.PackAt = kernel.Monotonic + PackPause;
            ends.Notice(
                $"attempt {attempt.Id} has ended, and is over when there is room for its output: {packed.Failure}"
            );
            return null;
        }

        return report with
        {
            LastLine = packed.LastLine,
            Output = packed.Output ?? default,
            Errors = packed.Errors,
        };
    }

    private static string? MissingOutputOf(KeptAttempt attempt, ExitReport report) =>
        report.ExitCode == 0 ? attempt.Order?.Outputs.FirstOrDefault(path => !Path.Exists(path)) : null;
}
