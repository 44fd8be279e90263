using Rota.Core.Model;

namespace Rota.Core.Schedules;

/// <summary>Instants of a schedule that passed without a run.</summary>
/// <param name="Count">How many; counted up to <see cref="CountMax"/>.</param>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of those that were counted.</param>
public sealed record MissedInstants(int Count, Instant First, Instant Last)
{
    /// <summary>So many are counted: a schedule of each minute has half a million in a year.</summary>
    public const int CountMax = 10_000;

    /// <summary>With one more, or the first.</summary>
    public static MissedInstants And(MissedInstants? before, Instant instant) =>
        before is null ? new(1, instant, instant)
        : before.Count < CountMax ? before with { Count = before.Count + 1, Last = instant }
        : before;
}
