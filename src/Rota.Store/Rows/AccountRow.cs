using Rota.Core.Budgets;
using Rota.Core.Placement;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.State;

namespace Rota.Store.Rows;

/// <summary>A shared account.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Used">How much live attempts hold of it.</param>
/// <param name="Turn">The turn that changed it last: each runner reads only what is newer than its own.</param>
/// <param name="Capacity">The limit that people set; null for none.</param>
/// <param name="Allowed">The most that might be used when it was last sold: a limit can be lowered since.</param>
/// <param name="Hours">When a queue is open; null for always.</param>
/// <param name="Course">How the rights of a scope go on; null for any other account.</param>
public readonly record struct AccountRow(
    AccountId Id,
    long Used,
    long Turn,
    long? Capacity,
    long? Allowed,
    OpenHours? Hours = null,
    RightsCourse? Course = null
)
{
    /// <summary>What runners are told of it.</summary>
    public AccountUse Use => new(Id, Used, Capacity, Hours, Course);
}
