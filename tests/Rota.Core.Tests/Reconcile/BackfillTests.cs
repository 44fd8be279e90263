using Rota.Core.Model;
using Rota.Core.Scheduling.Rules;

namespace Rota.Core.Tests.Reconcile;

/// <summary>How far a turn looks behind the first task that finds no room: far enough to fill holes, and no further.</summary>
public sealed class BackfillTests
{
    [Theory]
    [InlineData(Dispatcher.BackfillDepth, true)]
    [InlineData(Dispatcher.BackfillDepth + 1, false)]
    public void A_turn_looks_past_so_many_lanes_that_find_no_room(int waiting, bool isReached)
    {
        var world = new World();
        Fill(world, waiting);
        var last = world.Submit(new JobBuilder().Task("fits").Takes(slots: 1));
        world.Turn();
        Assert.Equal(isReached, world.Job(last).Live.Count == 1);
    }

    [Fact]
    public void What_is_beyond_the_bound_is_reached_when_those_before_it_are_gone()
    {
        var world = new World();
        var blockers = Fill(world, Dispatcher.BackfillDepth + 1);
        var last = world.Submit(new JobBuilder().Task("fits").Takes(slots: 1));
        world.Turn();
        world.Do(new JobCommand.Cancel { Job = blockers[0] });
        world.Spawn().End();
        world.Turn();
        Assert.Single(world.Job(last).Live);
    }

    [Fact]
    public void A_turn_asks_no_more_of_a_long_line_than_the_bound()
    {
        var world = new World();
        Fill(world, 20 * Dispatcher.BackfillDepth);
        world.Turn();
        var shapes = world.Core.Jobs.Values.SelectMany(job => job.ReadyQueues.Values);
        Assert.Equal(20 * Dispatcher.BackfillDepth, shapes.Count(readyQueue => readyQueue.IsLinedUp));
        world.Core.Dispatch();
        Assert.True(world.Core.Changes.IsEmpty);
        Assert.Equal(Instant.Never, world.Core.NextDue);
    }

    /// <summary>One holds all CPUs; the others, each a job of its own, wait for them.</summary>
    private static JobId[] Fill(World world, int waiting)
    {
        world.Submit(new JobBuilder().Task("holder").Takes(cpus: 4_000));
        world.Turn();
        return [.. Enumerable.Range(0, waiting).Select(_ => world.Submit(new JobBuilder().Task("waits").Takes(cpus: 1_000)))];
    }
}
