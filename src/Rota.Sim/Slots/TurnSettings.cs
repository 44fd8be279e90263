using Rota.Core.Slots;

namespace Rota.Sim.Slots;

/// <summary>A timetable and the work it is tried on. Times are microseconds.</summary>
public sealed record TurnSettings
{
    /// <summary>Runners that share the home store.</summary>
    public required int Runners { get; init; }

    /// <summary>Length of a cycle; with <see cref="IsAdaptive"/> its longest.</summary>
    public required long Cycle { get; init; }

    /// <summary>What one event takes of a turn.</summary>
    public required long Cost { get; init; }

    /// <summary>Events a second, each for any one of the runners.</summary>
    public required double RatePerSecond { get; init; }

    /// <summary>Wait at the beginning of each slot. Default: 100.</summary>
    public long Guard { get; init; } = 100;

    /// <summary>
    /// Whether idle slots are used by others and the cycle follows the work; else the classic timetable. Default: no.
    /// </summary>
    public bool IsAdaptive { get; init; }

    /// <summary>Events. Default: 200,000.</summary>
    public int Events { get; init; } = 200_000;

    /// <summary>Seed of the arrivals. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The same timetable in closed form, for as many workers as there are events in a cycle.</summary>
    public CapacityPlan Plan => new((long)Math.Ceiling(RatePerSecond * Cycle / 1e6), Cost, Cycle, Runners, Guard);

    /// <summary>
    /// Mean time to the turn that sees an event, of the classic timetable at little load: an event waits for its
    /// runner's
    /// slot, unless it comes in that slot, after the guard.
    /// </summary>
    public double ExpectedMean
    {
        get
        {
            var closed = Cycle - Plan.Slot + Guard;
            return closed * (double)closed / (2.0 * Cycle);
        }
    }
}
