namespace Rota.Core.Slots;

/// <summary>
/// How long a cycle should be. With two or more members busy it shrinks towards what their turns cost, so that each
/// comes round soon; else it stretches to its longest, and costs next to nothing.
/// </summary>
public static class Pace
{
    /// <summary>The shortest slot worth the switch, in microseconds.</summary>
    public const long SlotMin = 1_000;

    /// <summary>The least guard: a sleeping thread wakes no more exactly.</summary>
    public const long GuardMin = 50;

    /// <summary>A new pace is not worth a change that is smaller than this factor.</summary>
    private const double Hysteresis = 1.5;

    private const double Headroom = 1.25;

    /// <summary>The frame with its cycle and guard adapted; the same one where that would change little.</summary>
    /// <param name="frame">The frame as it is.</param>
    /// <param name="longest">The cycle of an idle system, in microseconds.</param>
    /// <param name="beats">What the members measured, in rank order.</param>
    /// <param name="now">The moment: the new cycle begins when the current one ends.</param>
    public static Frame Adapt(Frame frame, long longest, IReadOnlyList<Heartbeat> beats, long now)
    {
        var lateness = beats.Count == 0 ? 0 : beats.Max(beat => beat.LatenessP99);
        var cycle = frame.IsStrict ? frame.Cycle : CycleFor(frame, longest, beats, lateness, now);
        var slot = (frame with { Cycle = cycle }).SlotLength;
        var guard = Math.Clamp(lateness, GuardMin, Math.Max(GuardMin, slot / 8));
        if (IsNear(cycle, frame.Cycle) && IsNear(guard, frame.Guard))
        {
            return frame;
        }

        return frame with
        {
            Anchor = frame.CycleStart(now) + frame.Cycle,
            Cycle = cycle,
            Guard = guard,
        };
    }

    private static long CycleFor(Frame frame, long longest, IReadOnlyList<Heartbeat> beats, long lateness, long now)
    {
        var busy = beats.Where(beat => now - beat.LastBusy <= 2 * frame.Cycle).ToArray();
        if (busy.Length < 2)
        {
            return longest;
        }

        var slot = Math.Max(SlotMin, (long)(busy.Max(beat => beat.CostP99) * Headroom) + (2 * lateness));
        return Math.Min(longest, (long)Frame.CycleOf(frame.Members.Length, slot));
    }

    private static bool IsNear(long value, long current) =>
        value <= current * Hysteresis && current <= value * Hysteresis;
}
