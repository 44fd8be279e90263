using Rota.Core.Results;
using Rota.Linux.Users;
using Rota.Node.Keeper.Attempts;
using Rota.Store.Local;

namespace Rota.Node.Keeper.Outputs;

/// <summary>What attempts report by files, each read as the user whose task it is.</summary>
internal sealed class AttemptReports(StateDirectory state)
{
    private readonly ReportFiles own = new(state.Live);

    /// <summary>All that an attempt has reported; null for nothing.</summary>
    public Reported? Read(KeptAttempt attempt)
    {
        try
        {
            return UserFiles.As(attempt.Owner, () => Of(attempt).Read(attempt.Id));
        }
        catch (Exception error) when (IsOfUser(attempt, error))
        {
            return new Reported { Problem = $"the result is not kept: {error.Message}" };
        }
    }

    /// <summary>Removes what an attempt has written, if anything: it is committed.</summary>
    public void Forget(KeptAttempt attempt)
    {
        try
        {
            var reported = attempt.Report?.Reported;
            UserFiles.As(reported is null ? null : attempt.Owner, () => Of(attempt).Forget(attempt.Id, reported));
        }
        catch (Exception error) when (IsOfUser(attempt, error))
        {
            // It is in their directory and not the state's: what they keep from being removed there stays theirs.
        }
    }

    /// <summary>Removes what is of no attempt that is held.</summary>
    public void RemoveOthers(Predicate<long> isHeld) => own.RemoveOthers(isHeld);

    private ReportFiles Of(KeptAttempt attempt) =>
        attempt.Owner is null ? own : new ReportFiles(state.PlacesOf(attempt.Owner).Live);

    private static bool IsOfUser(KeptAttempt attempt, Exception error) =>
        attempt.Owner is not null && error is IOException or UnauthorizedAccessException;
}
