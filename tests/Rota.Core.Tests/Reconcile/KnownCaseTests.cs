using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Tests.Reconcile;

/// <summary>Single histories with a name: rules of order, and scale.</summary>
public sealed class KnownCaseTests
{
    private static readonly Capacity OneSlot = World.SmallNode with { Slots = 1 };

    [Fact]
    public void A_big_task_at_the_head_is_not_overtaken_by_small_ones_of_the_same_resource()
    {
        var world = new World();
        world.Submit(new JobBuilder().Task("running").Takes(cpus: 1_000));
        world.Turn();
        var big = world.Submit(new JobBuilder().Task("big").Takes(cpus: 4_000));
        var small = world.Submit(new JobBuilder().Task("small", 3).Takes(cpus: 1_000));
        world.Turn();
        Assert.Empty(world.Job(small).Live);
        world.Spawn().End();
        world.Turn();
        Assert.Single(world.Job(big).Live);
        Assert.Empty(world.Job(small).Live);
    }

    [Fact]
    public void A_waiting_task_is_passed_with_what_it_does_not_wait_for()
    {
        var world = new World();
        world.Submit(new JobBuilder().Task("running").Takes(cpus: 1_000));
        world.Turn();
        world.Submit(new JobBuilder().Task("big").Takes(cpus: 4_000));
        var other = world.Submit(new JobBuilder().Task("other").Takes(slots: 1));
        world.Turn();
        Assert.Single(world.Job(other).Live);
    }

    [Fact]
    public void How_many_tasks_of_a_job_run_can_be_raised_lowered_and_set_free()
    {
        var world = new World(World.SmallNode with { Slots = 4 });
        var job = world.Submit(new JobBuilder().Task("t", 20).MaxParallel(1));
        world.Turn();
        Assert.Equal(1, Running());
        Set(3);
        Assert.Equal(3, Running());
        Set(1);
        world.Turn();
        Assert.Equal(3, Running());
        Assert.DoesNotContain(world.Job(job).Live, attempt => !attempt.HoldsRoom);
        world.Spawn().End();
        world.Turn();
        Assert.Equal(1, Running());
        Set(null);
        Assert.Equal(4, Running());
        Assert.Null(world.Job(job).Spec.MaxParallel);

        int Running() => world.Job(job).Live.Count(attempt => attempt.HoldsRoom);
        void Set(int? most)
        {
            world.Do(new JobCommand.SetParallel { Job = job, Most = most });
            Assert.Equal([job], world.Core.Changes.Specs.Select(changed => changed.Id));
            world.Turn();
        }
    }

    [Fact]
    public void Higher_priority_is_served_first()
    {
        var world = new World(OneSlot);
        var low = world.Submit(new JobBuilder().Task("low"));
        var high = world.Submit(new JobBuilder().Task("high").Priority(1));
        world.Turn();
        Assert.Single(world.Job(high).Live);
        Assert.DoesNotContain(world.Job(low).Live, attempt => attempt.HoldsRoom);
    }

    [Fact]
    public void Successors_of_lower_priority_are_taken_back_for_a_job_of_higher_priority()
    {
        var world = new World(OneSlot);
        var low = world.Submit(new JobBuilder().Task("low", 5));
        world.Turn();
        Assert.Contains(world.Job(low).Live, attempt => !attempt.HoldsRoom);
        var high = world.Submit(new JobBuilder().Task("high").Priority(1));
        world.Turn();
        world.Turn();
        Assert.DoesNotContain(world.Job(low).Live, attempt => !attempt.HoldsRoom);
        world.Spawn().End();
        world.Turn();
        Assert.Single(world.Job(high).Live);
    }

    [Fact]
    public void What_a_node_forgot_is_taken_again_in_the_order_of_the_job()
    {
        var world = new World(OneSlot);
        var job = world.Submit(new JobBuilder().Task("task", 40));
        world.Turn();
        world.Spawn().End();
        world.Turn();
        Assert.True(world.Job(job).Live.Count > 2);
        world.Node.Restart();
        world.Recover();
        var order = new List<int>();
        while (order.Count < 5)
        {
            world.Turn();
            order.Add(world.Job(job).Live.Single(attempt => attempt.HoldsRoom).Index);
            world.Spawn().End();
        }

        Assert.Equal([1, 2, 3, 4, 5], order);
    }

    [Fact]
    public void A_turn_with_nothing_new_does_nothing()
    {
        var world = new World(OneSlot);
        world.Submit(new JobBuilder().Task("a", 3));
        world.Turn();
        world.Core.Begin(world.Now);
        world.Core.FireTimers();
        world.Core.Dispatch();
        Assert.True(world.Core.Changes.IsEmpty);
        Assert.Empty(world.Core.Changes.Effects);
        Assert.Equal(Instant.Never, world.Core.NextDue);
    }

    [Fact]
    public void A_failure_skips_a_chain_of_100000_entries()
    {
        var builder = new JobBuilder().Task("t0");
        for (var entry = 1; entry < 100_000; entry++)
        {
            builder.Task($"t{entry}").Needs(entry - 1);
        }

        var core = new Reconciler(new CellNodes(new NodeLedger(World.SmallNode)), 1, (_, _, _) => "") { NextAttempt = 1 };
        var job = new ActiveJob(new JobId(1), builder.Build());
        core.Adopt(job, [], []);
        core.Dispatch();
        core.Apply(new NodeEvent.Ended { Attempt = new AttemptId(1), Report = new ExitReport { Ended = default, ExitCode = 1 } });
        Assert.Equal(JobState.Failed, job.State);
        Assert.Equal(99_999, job.Counts[(int)TaskState.Skipped]);
    }

    [Fact]
    public void A_million_tasks_are_taken_in_as_a_range()
    {
        var spec = new JobBuilder().Task("a", 1_000_000).Build();
        var core = new Reconciler(new CellNodes(new NodeLedger(World.SmallNode)), 1, (_, _, _) => "") { NextAttempt = 1 };
        var before = GC.GetAllocatedBytesForCurrentThread();
        core.Adopt(new ActiveJob(new JobId(1), spec), [], []);
        core.Dispatch();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }
}
