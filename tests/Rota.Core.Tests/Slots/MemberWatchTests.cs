using Rota.Core.Slots;

namespace Rota.Core.Tests.Slots;

/// <summary>A member whose counter stands still is noticed; one that moves never is.</summary>
public sealed class MemberWatchTests
{
    private const long Cycle = 1_000_000;
    private static readonly Frame Frame = Frames.Of(3, Cycle);

    [Fact]
    public void A_counter_that_stands_still_is_noticed_after_two_own_cycles()
    {
        var watch = new MemberWatch();

        Assert.Empty(watch.Observe(Frame, 1, Heartbeats(1, 1, 1), 0));
        Assert.Empty(watch.Observe(Frame, 1, Heartbeats(2, 1, 2), Cycle));
        Assert.Equal([2], watch.Observe(Frame, 1, Heartbeats(3, 1, 3), 2 * Cycle));
    }

    [Fact]
    public void A_pause_shorter_than_the_least_silence_is_forgiven_however_short_the_cycle()
    {
        var watch = new MemberWatch();
        for (var cycle = 0; cycle < 60; cycle++)
        {
            Assert.Empty(watch.Observe(Frame, 1, Heartbeats(cycle, 7, cycle), cycle * 10_000));
        }

        Assert.Equal([2], watch.Observe(Frame, 1, Heartbeats(90, 7, 90), MemberWatch.SilenceMin));
    }

    [Fact]
    public void Nobody_notices_itself()
    {
        var watch = new MemberWatch();
        for (var cycle = 0; cycle < 10; cycle++)
        {
            Assert.Empty(watch.Observe(Frame, 1, Heartbeats(1, cycle, cycle), cycle * Cycle));
        }
    }

    [Fact]
    public void A_place_in_the_map_that_another_incarnation_wrote_counts_as_silence()
    {
        var watch = new MemberWatch();
        Heartbeat[] beats(long cycle) => [.. Heartbeats(cycle, cycle, cycle).Select((beat, rank) => rank == 1 ? beat with { Incarnation = 99 } : beat)];

        watch.Observe(Frame, 1, beats(1), 0);
        watch.Observe(Frame, 1, beats(2), Cycle);
        Assert.Equal([2], watch.Observe(Frame, 1, beats(3), 2 * Cycle));
    }

    private static Heartbeat[] Heartbeats(params long[] turns) =>
        [.. turns.Select((count, rank) => new Heartbeat { Incarnation = rank + 1, Turns = count })];
}
