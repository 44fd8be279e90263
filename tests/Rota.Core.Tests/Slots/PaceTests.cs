using Rota.Core.Slots;

namespace Rota.Core.Tests.Slots;

/// <summary>The cycle shrinks when several are busy, and stretches when they are not.</summary>
public sealed class PaceTests
{
    private const long Longest = 1_000_000;

    [Fact]
    public void With_two_busy_members_the_cycle_shrinks_towards_the_cost_of_their_turns()
    {
        var frame = Frames.Of(4, Longest, guard: 100);

        var adapted = Pace.Adapt(frame, Longest, [Busy(4_000), Busy(8_000), Idle, Idle], now: 100);

        Assert.InRange(adapted.SlotLength, 8_000, 12_000);
        Assert.Equal(Longest, adapted.Anchor);
    }

    [Fact]
    public void With_one_busy_member_the_cycle_is_the_longest()
    {
        var frame = Frames.Of(4, 10_000, guard: 100);

        Assert.Equal(Longest, Pace.Adapt(frame, Longest, [Busy(4_000), Idle, Idle, Idle], now: 100).Cycle);
    }

    [Fact]
    public void A_small_difference_changes_nothing()
    {
        var frame = Frames.Of(2, 30_000, guard: 50);

        Assert.Same(frame, Pace.Adapt(frame, Longest, [Busy(8_000), Busy(8_200)], now: 100));
    }

    [Fact]
    public void The_classic_timetable_keeps_its_cycle_and_measures_its_guard()
    {
        var frame = Frames.Of(2, Longest, guard: 50, strict: true);

        var adapted = Pace.Adapt(frame, Longest, [Busy(4_000) with { LatenessP99 = 900 }, Busy(4_000)], now: 100);

        Assert.Equal((Longest, 900), (adapted.Cycle, adapted.Guard));
    }

    private static Heartbeat Busy(long cost) => new() { CostP99 = cost, LastBusy = 90 };

    private static Heartbeat Idle => new() { LastBusy = -10_000_000 };
}
