using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.Explanations;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Tests.Reconcile;

/// <summary>A job that people move to another queue, and limits of its entries that they set.</summary>
public sealed class MovedTests
{
    private static readonly Capacity Wide = World.SmallNode with { Slots = 8 };

    [Fact]
    public void What_runs_is_counted_by_its_old_queue_until_it_ends_and_what_starts_by_the_new_one()
    {
        var world = new World(Wide);
        Limit(world, "narrow", 2);
        Limit(world, "night", 1);
        var job = world.Submit(new JobBuilder().Task("a", 10).Build() with { Queue = "narrow" });
        world.Turn();
        world.Spawn();
        world.Turn();
        Move(world, job, "night");
        world.Turn();
        Assert.Equal(["narrow", "narrow", "night"], Queues(world, job));
        Assert.Equal((2L, 1L), (Used(world, "narrow"), Used(world, "night")));
        world.End();
        world.Turn();
        world.Turn();
        Assert.Equal((0L, 1L), (Used(world, "narrow"), Used(world, "night")));
    }

    [Fact]
    public void Who_loads_the_job_anew_books_what_runs_where_it_was_booked()
    {
        var world = new World(Wide);
        var job = world.Submit(new JobBuilder().Task("a", 2).Build() with { Queue = "old" });
        world.Turn();
        world.Spawn();
        world.Turn();
        Move(world, job, "new");
        world.Turn();
        world.Recover();
        Assert.Equal((2L, null), (Used(world, "old"), world.Core.Limits.Find(AccountId.Queue("new"))?.Used));
        world.End();
        world.Turn();
        Assert.Equal(0, Used(world, "old"));
        Assert.Equal("new", world.Store.Jobs[job].Spec.Queue);
    }

    [Fact]
    public void What_waits_at_the_node_for_a_place_of_the_old_queue_is_taken_back()
    {
        var world = new World(World.SmallNode with { Slots = 1 });
        var job = world.Submit(new JobBuilder().Task("a", 9));
        world.Turn();
        Assert.Contains(world.Job(job).Live, attempt => !attempt.HoldsRoom);
        Limit(world, "paused", 0);
        Move(world, job, "paused");
        world.Turn();
        world.Turn();
        Assert.Single(world.Job(job).Live);
        world.Spawn().End();
        world.Turn();
        world.Turn();
        Assert.Empty(world.Job(job).Live);
        var reasons = Explanation.Of(world.Core, world.Job(job), 0, 5, isServed: true);
        Assert.Equal(AccountId.Queue("paused"), Assert.Single(reasons.OfType<Reason.Refused>()).Refusal.Account.Id);
        Move(world, job, "default");
        world.Turn();
        Assert.NotEmpty(world.Job(job).Live);
    }

    [Fact]
    public void The_limit_of_an_entry_counts_what_runs_already()
    {
        var world = new World(Wide);
        var job = world.Submit(new JobBuilder().Task("a", 30).Task("b", 30));
        world.Turn();
        world.Spawn();
        world.Turn();
        Assert.Equal(8, Running(world, job, 0));
        Most(world, job, 2);
        Assert.Equal(8, world.Job(job).Groups[0].Parallel!.Used);
        world.Node.Of(KeptState.Running).Take(7).ToList().ForEach(kept => world.End(kept));
        world.Turn();
        world.Turn();
        Assert.Equal((2, 6), (Running(world, job, 0), Running(world, job, 1)));
        world.Recover();
        Assert.Equal(2, world.Job(job).Groups[0].Parallel!.Used);
        Most(world, job, null);
        Assert.Equal((long.MaxValue, null), (world.Job(job).Groups[0].Parallel!.Capacity, world.Job(job).Spec.Tasks[0].MaxParallel));
        world.Drain(() => 0);
    }

    private static string[] Queues(World world, JobId job) =>
        [.. world.Job(job).Live.Where(live => live.HoldsRoom).Select(live => live.Shape.Queue).Order()];

    private static int Running(World world, JobId job, int entry) =>
        world.Job(job).Live.Count(live => live.HoldsRoom && live.Group.Ordinal == entry);

    private static long Used(World world, string queue) => world.Core.Limits.Find(AccountId.Queue(queue))!.Used;

    private static void Limit(World world, string queue, long most) =>
        world.Core.Learn([new AccountUse(AccountId.Queue(queue), 0, most)], []);

    private static void Move(World world, JobId job, string queue)
    {
        world.Do(new JobCommand.SetQueue { Job = job, Queue = queue });
        Assert.Contains(world.Job(job), world.Core.Changes.Specs);
        world.Turn();
    }

    private static void Most(World world, JobId job, int? most)
    {
        world.Do(new JobCommand.SetParallel { Job = job, Most = most, Entry = "a" });
        world.Turn();
    }
}
