using Rota.Core.Scheduling.Explanations;

namespace Rota.Core.Tests.Reconcile;

/// <summary>A job that spaces its starts starts one task at a time, and waits for the next by a timer alone.</summary>
public sealed class SpacingTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void One_task_starts_each_time_that_the_spacing_has_passed()
    {
        var world = new World();
        var job = world.Submit(new JobBuilder().Task("a", 2).Task("b", 2).Spacing(2 * Second));
        world.Turn();
        Assert.Single(world.Job(job).Live);
        Assert.False(world.Core.MayStart);
        Assert.Equal(world.Now + (2 * Second), world.Core.NextDue);
        world.Turn();
        Assert.Single(world.Job(job).Live);
        world.Now += Second;
        world.Turn();
        Assert.Single(world.Job(job).Live);
        world.Now += Second;
        world.Turn();
        Assert.Equal(2, world.Job(job).Live.Count);
    }

    [Fact]
    public void Who_waits_is_told_for_how_long()
    {
        var world = new World();
        var job = world.Submit(new JobBuilder().Task("a", 3).Spacing(2 * Second));
        world.Turn();
        world.Now += TimeSpan.FromSeconds(0.6);
        world.Turn();
        var reason = Assert.Single(Explanation.Of(world.Core, world.Job(job), 0, 1, isServed: true).OfType<Reason.Spaced>());
        Assert.Equal((2 * Second, TimeSpan.FromSeconds(1.4)), (reason.Spacing, reason.Left));
    }

    [Fact]
    public void A_crash_shortens_no_wait_and_a_clock_that_was_set_back_makes_none_longer_than_the_whole()
    {
        var world = new World();
        var job = world.Submit(new JobBuilder().Task("a", 3).Spacing(5 * Second));
        world.Turn();
        world.Now += 2 * Second;
        world.Recover();
        world.Turn();
        Assert.Single(world.Job(job).Live);
        Assert.Equal(world.Now + (3 * Second), world.Core.NextDue);
        world.Now += -10 * Second;
        world.Recover();
        Assert.Equal(world.Now + (5 * Second), world.Core.NextDue);
        world.Now += 5 * Second;
        world.Turn();
        Assert.Equal(2, world.Job(job).Live.Count);
    }

    [Fact]
    public void A_runner_whose_clock_stands_behind_shortens_no_wait_of_the_next()
    {
        var world = new World();
        world.Submit(new JobBuilder().Task("a", 3).Spacing(5 * Second));
        world.Turn();
        var next = world.Now + (5 * Second);
        world.Now += -10 * Second;
        world.Recover();
        world.Spawn().End(0);
        world.Turn();
        world.Now += 11 * Second;
        world.Recover();
        world.Turn();
        Assert.Equal(next, world.Core.NextDue);
    }

    [Fact]
    public void What_a_spaced_job_waits_for_is_left_to_others()
    {
        var world = new World(World.SmallNode with { Slots = 2 });
        world.Submit(new JobBuilder().Task("a", 3).Priority(5).Spacing(2 * Second));
        var other = world.Submit(new JobBuilder().Task("b", 3));
        world.Turn();
        Assert.Single(world.Job(other).Live, attempt => attempt.HoldsRoom);
    }

    [Fact]
    public void A_task_that_is_tried_again_waits_its_turn_too()
    {
        var world = new World();
        var job = world.Submit(new JobBuilder().Task("a").Retry(2).Spacing(2 * Second));
        world.Turn();
        world.Spawn().End(1);
        world.Turn();
        Assert.Empty(world.Job(job).Live);
        world.Now += 2 * Second;
        world.Turn();
        Assert.Single(world.Job(job).Live);
    }
}
