using Rota.Core.Model;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Tests.Reconcile;

/// <summary>What people change of a job, or of the node, while it runs.</summary>
public sealed class ChangeTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_shorter_timeout_ends_what_has_run_longer_and_a_later_one_lets_it_go_on()
    {
        var (world, job) = Running(new JobBuilder().Task("a").Timeout(Hour));
        world.Now += 2 * Minute;
        Set(world, job, 5 * Minute);
        Assert.Equal(StopReason.None, Only(world, job).Stop);
        world.Now += 2 * Minute;
        Set(world, job, 10 * Minute);
        world.Now += 2 * Minute;
        world.Turn();
        Assert.Equal(StopReason.None, Only(world, job).Stop);
        Set(world, job, 5 * Minute);
        world.Turn();
        Assert.Equal(StopReason.TimedOut, Only(world, job).Stop);
    }

    [Fact]
    public void Without_a_timeout_what_runs_goes_on_for_ever()
    {
        var (world, job) = Running(new JobBuilder().Task("a").Timeout(Minute));
        Set(world, job, null);
        world.Now += Hour;
        world.Turn();
        Assert.Equal(StopReason.None, Only(world, job).Stop);
        Assert.Equal(Instant.Never, world.Core.NextDue);
    }

    [Fact]
    public void The_timeout_of_one_entry_leaves_those_that_share_its_policy_alone()
    {
        var spec = new JobBuilder().Task("a", 3).Retry(3).Task("b", 3).Build();
        spec = spec with { Policies = [spec.Policies[0]], Tasks = [spec.Tasks[0], spec.Tasks[1] with { Policy = 0 }] };
        var world = new World();
        var job = world.Submit(spec);
        world.Turn();
        world.Spawn();
        world.Turn();
        world.Do(new JobCommand.SetTimeout { Job = job, Timeout = Minute, Entry = "b" });
        world.Now += Hour;
        world.Turn();
        Assert.All(world.Job(job).Live.Where(live => live.HoldsRoom), live =>
            Assert.Equal(live.Group.Ordinal == 1 ? StopReason.TimedOut : StopReason.None, live.Stop));
        Assert.Contains(world.Job(job).Live, live => live.Stop == StopReason.TimedOut);
        world.Recover();
        world.Drain(() => 0);
    }

    [Fact]
    public void More_slots_start_more_and_fewer_let_what_runs_go_on()
    {
        var world = new World(World.SmallNode with { Slots = 1 });
        var job = world.Submit(new JobBuilder().Task("t", 20));
        world.Turn();
        world.Core.Resize(3);
        world.Turn();
        Assert.Equal(3, Holding());
        world.Core.Resize(1);
        world.Turn();
        world.Turn();
        Assert.Equal(3, Holding());
        Assert.DoesNotContain(world.Job(job).Live, live => !live.HoldsRoom);
        world.Spawn().End();
        world.Turn();
        Assert.Equal(1, Holding());

        int Holding() => world.Job(job).Live.Count(live => live.HoldsRoom);
    }

    private static (World, JobId) Running(JobBuilder builder)
    {
        var world = new World();
        var job = world.Submit(builder);
        world.Turn();
        world.Spawn();
        world.Turn();
        return (world, job);
    }

    private static Attempt Only(World world, JobId job) => world.Job(job).Live.Single();

    private static void Set(World world, JobId job, TimeSpan? timeout)
    {
        world.Do(new JobCommand.SetTimeout { Job = job, Timeout = timeout });
        Assert.Equal([job], world.Core.Changes.Specs.Select(changed => changed.Id));
        world.Turn();
    }
}
