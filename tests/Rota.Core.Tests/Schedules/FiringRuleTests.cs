using Rota.Core.Model;
using Rota.Core.Schedules;

namespace Rota.Core.Tests.Schedules;

/// <summary>Which instants become jobs: overlap, lateness, catching up.</summary>
public sealed class FiringRuleTests
{
    private static readonly Instant Two = Clock.At("2026-06-01T02:00:00Z");
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void Nothing_happens_before_it_is_due() =>
        AssertFiring(Overlap.Skip, Two + -TimeSpan.FromSeconds(1), open: 0, due: Two);

    [Fact]
    public void What_is_due_starts_and_the_next_is_due() =>
        AssertFiring(Overlap.Skip, Two, open: 0, due: Two + Hour, Two);

    [Fact]
    public void Half_a_minute_late_is_on_time() =>
        AssertFiring(Overlap.Skip, Two + TimeSpan.FromSeconds(30), open: 0, due: Two + Hour, Two);

    [Fact]
    public void What_was_missed_is_left_out_without_a_catch_up() =>
        AssertFiring(Overlap.Allow, Two + (2.5 * Hour), open: 0, due: Two + (3 * Hour));

    [Fact]
    public void A_catch_up_makes_up_for_as_much_as_it_says()
    {
        var firing = Decide(Overlap.Allow, Two + (3.5 * Hour), open: 0, catchUp: 2 * Hour);
        Assert.Equal([Two + (2 * Hour), Two + (3 * Hour)], firing.Starts);
        Assert.Equal(Two + (4 * Hour), firing.Due);
    }

    [Fact]
    public void Years_of_downtime_are_not_walked_through() =>
        AssertFiring(Overlap.Allow, Two + (100_000.5 * Hour), open: 0, due: Two + (100_001 * Hour));

    [Fact]
    public void Skip_leaves_out_what_would_overlap()
    {
        var firing = Decide(Overlap.Skip, Two, open: 1, TimeSpan.Zero);
        Assert.Empty(firing.Starts);
        Assert.Equal((Two, Two + Hour), (firing.Skipped, firing.Due));
    }

    [Fact]
    public void Queue_lets_it_wait_and_starts_one_at_a_time()
    {
        var firing = Decide(Overlap.Queue, Two + (2 * Hour), open: 1, 4 * Hour);
        Assert.Empty(firing.Starts);
        Assert.Equal([Two, Two + Hour, Two + (2 * Hour)], firing.Waiting);
        var state = State(Overlap.Queue, TimeSpan.Zero) with { Due = firing.Due, Waiting = firing.Waiting };
        var next = FiringRule.Decide(state, TimeZoneInfo.Utc, Two + (2.5 * Hour), open: 0);
        Assert.Equal([Two], next.Starts);
        Assert.Equal([Two + Hour, Two + (2 * Hour)], next.Waiting);
    }

    [Fact]
    public void Allow_runs_beside() => AssertFiring(Overlap.Allow, Two, open: 3, due: Two + Hour, Two);

    [Fact]
    public void Replace_cancels_what_is_open_and_starts_only_the_newest()
    {
        var firing = Decide(Overlap.Replace, Two + (2 * Hour), open: 1, 4 * Hour);
        Assert.True(firing.CancelsOpen);
        Assert.Equal([Two + (2 * Hour)], firing.Starts);
    }

    [Fact]
    public void A_long_backlog_is_taken_in_parts_and_each_instant_once()
    {
        var state = State(Overlap.Allow, 1_000 * Hour) with { };
        var now = Two + (299.5 * Hour);
        var all = new List<Instant>();
        for (var turn = 0; state.Due <= now; turn++)
        {
            Assert.True(turn < 10, "it does not end");
            var firing = FiringRule.Decide(state, TimeZoneInfo.Utc, now, open: 0);
            all.AddRange(firing.Starts);
            state = state with { Due = firing.Due };
        }

        Assert.Equal(Enumerable.Range(0, 300).Select(hour => Two + (hour * Hour)), all);
    }

    private static void AssertFiring(Overlap overlap, Instant now, int open, Instant due, params Instant[] starts)
    {
        var firing = Decide(overlap, now, open, TimeSpan.Zero);
        Assert.Equal(starts, firing.Starts);
        Assert.Equal(due, firing.Due);
    }

    private static Firing Decide(Overlap overlap, Instant now, int open, TimeSpan catchUp) =>
        FiringRule.Decide(State(overlap, catchUp), TimeZoneInfo.Utc, now, open);

    private static ScheduleState State(Overlap overlap, TimeSpan catchUp) => new()
    {
        Id = new ScheduleId(1), Due = Two,
        Spec = new ScheduleSpec { Cron = Clock.Cron("0 * * * *"), Overlap = overlap, CatchUp = catchUp },
    };
}
