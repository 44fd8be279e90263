using Rota.Core.Scheduling.State;

namespace Rota.Store.Turns;

/// <summary>What a runner learns from the store at a look.</summary>
/// <param name="Epoch">The frame's epoch.</param>
/// <param name="Pace">Version of the timetable's lengths.</param>
/// <param name="Turn">The newest committed turn; accounts are newer than the look before.</param>
/// <param name="Accounts">Shared accounts that others changed.</param>
/// <param name="Demands">What the other members' waiting tasks lack.</param>
/// <param name="HasRequests">Whether the inbox holds anything.</param>
public sealed record News(
    long Epoch,
    long Pace,
    long Turn,
    IReadOnlyList<AccountUse> Accounts,
    IReadOnlyList<Demand> Demands,
    bool HasRequests
)
{
    /// <summary>Whether a daemon serves all jobs: schedules fire only then.</summary>
    public bool ServesAll { get; init; }

    /// <summary>Grows with each change of a schedule by anybody but its owner.</summary>
    public long Schedules { get; init; }
}
