using Rota.Core.Budgets;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.Explanations;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Tests.Reconcile;

/// <summary>Rights of scopes, held where tasks start.</summary>
public sealed class BudgetTests
{
    private static readonly Capacity Wide = World.SmallNode with { Slots = 32, MilliCpus = 32_000, MemoryBytes = 1L << 40 };

    [Fact]
    public void Of_each_resource_the_nearest_scope_counts_that_states_it()
    {
        var world = new World(Wide);
        Rights(world, "/", "cpus", 9_000);
        Rights(world, "/a", "memory", 40);
        Rights(world, "/a/b", "cpus", 4_000);
        var deep = Submit(world, "/a/b/c", 9, new ResourceRequest { MilliCpus = 2_000, MemoryBytes = 10 });
        var other = Submit(world, "/a", 9, new ResourceRequest { MilliCpus = 1_000, MemoryBytes = 10 });
        var free = Submit(world, null, 20, new ResourceRequest { MilliCpus = 1_000 });
        world.Turn();
        Assert.Equal((2, 2, 7), (Running(world, deep), Running(world, other), Running(world, free)));
        Assert.Equal((4_000L, 9_000L, 40L), (Used(world, "/a/b", "cpus"), Used(world, "/", "cpus"), Used(world, "/a", "memory")));
        var refused = Assert.IsType<Reason.Refused>(Explanation.Of(world.Core, world.Job(deep), 0, 5, isServed: true)[0]);
        Assert.Equal(AccountId.Budget("/a/b", "cpus"), refused.Refusal.Account.Id);
        world.Drain(() => 0);
        Assert.Equal(0, Used(world, "/a/b", "cpus") + Used(world, "/", "cpus") + Used(world, "/a", "memory"));
    }

    [Fact]
    public void Rights_begin_and_end_by_the_clock_and_what_runs_goes_on()
    {
        var world = new World(Wide) { Now = new Instant(0) };
        world.Core.Begin(world.Now);
        Learn(world, "/", "slots", new RightsCourse(1, [(new Instant(5_000_000), 4), (new Instant(9_000_000), 0)]));
        var job = world.Submit(new JobBuilder().Task("a", 20));
        world.Turn();
        Assert.Equal((1, new Instant(5_000_000)), (Running(world, job), world.Core.NextMoment));
        var turn = Assert.IsType<Reason.Refused>(Explanation.Of(world.Core, world.Job(job), 0, 9, isServed: true)[0]).Turn;
        Assert.Equal((new Instant(5_000_000), 4L), turn);

        world.Now = world.Core.NextMoment;
        world.Turn();
        world.Spawn();
        world.Turn();
        Assert.Equal(4, Running(world, job));

        world.Now = world.Core.NextMoment;
        world.Turn();
        world.Turn();
        Assert.Equal((4, 4L), (Running(world, job), Used(world, "/", "slots")));
        Assert.All(world.Job(job).Live, attempt => Assert.True(attempt.HoldsRoom));
        world.End();
        world.Turn();
        world.Turn();
        Assert.Equal((0, 0L), (Running(world, job), Used(world, "/", "slots")));
        Assert.Equal(Instant.Never, world.Core.NextMoment);
    }

    [Fact]
    public void A_clock_that_is_set_back_gives_the_rights_of_then()
    {
        var world = new World(Wide) { Now = new Instant(9_000_000) };
        world.Core.Begin(world.Now);
        Learn(world, "/", "slots", new RightsCourse(3, [(new Instant(5_000_000), 0)]));
        var job = world.Submit(new JobBuilder().Task("a", 9));
        world.Turn();
        Assert.Equal(0, Running(world, job));
        world.Now = new Instant(4_000_000);
        world.Turn();
        Assert.Equal(3, Running(world, job));
    }

    [Fact]
    public void Another_scope_that_counts_takes_over_what_waits_and_leaves_what_runs()
    {
        var world = new World(Wide);
        Rights(world, "/", "slots", 3);
        var job = Submit(world, "/a", 20);
        world.Turn();
        world.Spawn();
        world.Turn();
        Rights(world, "/a", "slots", 2);
        world.Turn();
        world.Turn();
        Assert.Equal((3L, 2L), (Used(world, "/", "slots"), Used(world, "/a", "slots")));
        world.End();
        world.Turn();
        world.Turn();
        Assert.Equal((0L, 2L), (Used(world, "/", "slots"), Used(world, "/a", "slots")));

        Learn(world, "/a", "slots", null);
        world.Turn();
        world.Turn();
        Assert.Equal((3L, 2L), (Used(world, "/", "slots"), Used(world, "/a", "slots")));
        world.Drain(() => 0);
        Assert.Equal(20, world.Store.Jobs[job].Spec.TaskCount);
        Assert.Equal(0, Used(world, "/", "slots") + Used(world, "/a", "slots"));
    }

    [Fact]
    public void Who_loads_the_job_anew_books_what_runs_where_it_was_booked()
    {
        var world = new World(Wide);
        Rights(world, "/", "slots", 3);
        var job = Submit(world, "/a", 9);
        world.Turn();
        world.Spawn();
        world.Turn();
        world.Recover();
        Assert.Equal(3, Used(world, "/", "slots"));
        Rights(world, "/a", "slots", 1, used: 0);
        Rights(world, "/", "slots", 3, used: 3);
        world.End();
        world.Turn();
        world.Turn();
        Assert.Equal((0L, 1L, 1), (Used(world, "/", "slots"), Used(world, "/a", "slots"), Running(world, job)));
    }

    [Fact]
    public void Who_waits_for_a_place_is_taken_back_when_there_are_fewer_rights()
    {
        var world = new World(World.SmallNode with { Slots = 2 });
        Rights(world, "/", "slots", 2);
        var job = world.Submit(new JobBuilder().Task("a", 20));
        world.Turn();
        Assert.Contains(world.Job(job).Live, attempt => !attempt.HoldsRoom);
        Rights(world, "/", "slots", 1, used: 2);
        world.Turn();
        world.Spawn();
        world.Turn();
        Assert.DoesNotContain(world.Job(job).Live, attempt => !attempt.HoldsRoom);
        world.End(world.Node.Of(KeptState.Running).First());
        world.Turn();
        Assert.Equal(1, Running(world, job));
    }

    private static JobId Submit(World world, string? scope, int tasks, ResourceRequest? takes = null)
    {
        var spec = new JobBuilder().Task("a", tasks).Build();
        return world.Submit(spec with
        {
            Budget = scope,
            Policies = [spec.Policies[0] with { Resources = takes ?? ResourceRequest.OneSlot }],
        });
    }

    private static int Running(World world, JobId job) =>
        world.Core.Jobs.TryGetValue(job, out var active) ? active.Live.Count(live => live.HoldsRoom) : 0;

    private static long Used(World world, string scope, string resource) =>
        world.Core.Limits.Find(AccountId.Budget(scope, resource))!.Used;

    private static void Rights(World world, string scope, string resource, long rights, long? used = null) =>
        Learn(world, scope, resource, new RightsCourse(rights, []), used);

    private static void Learn(World world, string scope, string resource, RightsCourse? course, long? used = null)
    {
        var id = AccountId.Budget(scope, resource);
        world.Relimited.Add(id);
        world.Core.Learn([new AccountUse(id, used ?? world.Core.Limits.Find(id)?.Used ?? 0, Course: course)], []);
    }
}
