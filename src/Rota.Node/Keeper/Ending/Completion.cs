using Rota.Core.Scheduling.Effects;
using Rota.Linux.Files;
using Rota.Linux.Users;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Files;
using Rota.Node.Keeper.Lines;
using Rota.Node.Keeper.Outputs;
using Rota.Node.Keeper.Times;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Ending;

/// <summary>
/// Completes attempts of which nothing lives any more: the place is passed on, the output kept, the end written down
/// and told.
/// </summary>
internal sealed class Completion(
    Ends ends,
    Succession succession,
    OutputStore outputs,
    OutputTimes times,
    AttemptReports reports,
    FileMoves files,
    KeeperLink link,
    IKernel kernel
)
{
    private const long PackPause = 1_000_000;

    /// <summary>
    /// Completes an attempt; false where the disk does not take its output: then it is to be tried again.
    /// </summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="report">How its leader ended, as far as that was seen.</param>
    public bool TryComplete(KeptAttempt attempt, ExitReport report)
    {
        report = report with { MissingOutput = MissingOutputOf(attempt, report) ?? UncopiedOutputOf(attempt, report) };

        // The place first, then the output: a successor need not wait until a long one is packed.
        PassOn(attempt, report);
        if (report.HasSucceeded && attempt.LostReason is null)
        {
            if (!files.AreHome(attempt, out var why))
            {
                return false;
            }

            report = report with { MissingOutput = why };
        }

        if (kernel.Monotonic < attempt.PackAt || !TryPack(attempt, report.ExitCode != 0))
        {
            return false;
        }

        times.Keep(attempt);
        var packed = attempt.Packed;
        report = report with
        {
            LastLine = packed.LastLine,
            Output = packed.Output ?? default,
            Errors = packed.Errors,
            Reported = reports.Read(attempt),
        };
        if (attempt.LostReason is null)
        {
            ends.Exited(attempt, report);
        }
        else
        {
            ends.Lost(attempt, report);
        }

        return true;
    }

    private void PassOn(KeptAttempt attempt, ExitReport report)
    {
        if (!attempt.HasPassedOn)
        {
            attempt.HasPassedOn = true;
            succession.PassOn(attempt, succeeded: report.HasSucceeded);
        }
    }

    private bool TryPack(KeptAttempt attempt, bool wantsLastLine)
    {
        attempt.Packed = outputs.TryPack(
            attempt.Job,
            attempt.Scratch,
            wantsLastLine,
            attempt.Packed,
            attempt.RedirectsErrors
        );
        if (!attempt.Packed.IsKept)
        {
            attempt.PackAt = kernel.Monotonic + PackPause;
            link.Notice(
                $"attempt {attempt.Id} of job {attempt.Job} has ended, and is over when there is room for its output: "
                    + attempt.Packed.Failure
            );
        }

        return attempt.Packed.IsKept;
    }

    /// <summary>Once: what an attempt wrote stays as it was when it ended.</summary>
    private string? UncopiedOutputOf(KeptAttempt attempt, ExitReport report)
    {
        if (attempt.Copies is not { } copies)
        {
            return null;
        }

        // A job of another user has none: what it names could wait for ever, and hold all ends up.
        attempt.Copied ??= attempt.Owner is null
            ? outputs.TryCopy(attempt.Scratch, copies)
            : new(copies.Output ?? copies.Errors, "the daemon writes no files of other users");
        if (attempt.Copied is { Failure: { } failure, Path: var path })
        {
            link.Notice($"what attempt {attempt.Id} of job {attempt.Job} wrote is not in {path}: {failure}");
        }

        return report.ExitCode == 0 ? attempt.Copied.Path : null;
    }

    private static string? MissingOutputOf(KeptAttempt attempt, ExitReport report)
    {
        if (report.ExitCode != 0 || attempt.Order is not { Outputs: { Count: > 0 } expected })
        {
            return null;
        }

        try
        {
            return UserFiles.As(attempt.Owner, () => expected.FirstOrDefault(path => !ByteFiles.IsThere(path)));
        }
        catch (Exception error) when (attempt.Owner is not null && error is IOException or UnauthorizedAccessException)
        {
            return expected[0];
        }
    }
}
