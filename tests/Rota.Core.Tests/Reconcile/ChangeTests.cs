using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Scheduling.Explanations;
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

    [Fact]
    public void Held_tasks_are_passed_by_others_and_start_once_they_are_released()
    {
        var world = new World(World.SmallNode with { Slots = 2 });
        var job = world.Submit(new JobBuilder().Task("a", 6).Task("b"));
        Hold(world, job, 0, OrdinalRanges.Of([0, 1, 4]));
        world.Turn();
        Assert.Equal([(0, 2), (0, 3)], Started(world, job));
        world.Recover();
        world.Spawn().End();
        world.Turn();
        Assert.Equal([(0, 5), (1, 0)], Started(world, job));
        world.Spawn().End();
        world.Turn();
        Assert.Empty(world.Job(job).Live);
        Assert.Equal("0-1,4", world.Job(job).Groups[0].Held.ToString());
        Assert.Contains(Explanation.Of(world.Core, world.Job(job), 0, 4, true), reason => reason is Reason.OnHold);
        Assert.Contains(Standstill.Of(world.Core, world.Job(job), true), reason => reason is Reason.OnHold);
        world.Do(new JobCommand.Release { Job = job, Group = 0, Tasks = OrdinalRanges.Of([1, 4]) });
        world.Turn();
        Assert.Equal([(0, 1), (0, 4)], Started(world, job));
        world.Drain(() => 0);
        Assert.Equal(JobState.Succeeded, world.Store.Jobs[job].State);
    }

    [Fact]
    public void A_held_entry_of_a_million_tasks_stays_a_range()
    {
        var world = new World();
        var job = world.Submit(new JobBuilder().Task("a", 1_000_000));
        world.Turn();
        var started = world.Job(job).Live.Count(live => live.HoldsRoom);
        Hold(world, job, 0, OrdinalRanges.From(0, 999_999));
        world.Turn();
        world.Turn();
        Assert.Equal(1_000_000 - started, world.Job(job).Groups[0].Held.Count);
        Assert.InRange(world.Store.Tasks.Count, 0, 50);
        world.Do(new JobCommand.Release { Job = job, Group = 0, Tasks = OrdinalRanges.From(0, 999_999) });
        world.Spawn().End();
        world.Turn();
        Assert.Equal(started, world.Job(job).Live.Count(live => live.HoldsRoom));
    }

    [Fact]
    public void A_held_task_whose_needs_fail_is_skipped_and_held_no_more()
    {
        var world = new World();
        var job = world.Submit(new JobBuilder().Task("a").Task("b", 3).Needs("a"));
        Hold(world, job, 1, OrdinalRanges.From(1, 1));
        world.Turn();
        world.Spawn().End(1);
        world.Turn();
        Assert.Equal(JobState.Failed, world.Store.Jobs[job].State);
        Assert.True(world.Store.Groups[(job, 1)].Held.IsEmpty);
    }

    [Fact]
    public void An_open_job_waits_for_tasks_and_so_does_what_needs_its_entry()
    {
        var world = new World(World.SmallNode with { Slots = 1 });
        var job = world.Submit(new JobBuilder().Task("a").Items(2).Open().Task("b").Needs("a"));
        Run(world, 2);
        Assert.Equal((JobState.Running, 0), (world.Job(job).State, world.Job(job).Live.Count));
        Add(world, job, request: 7, "k");
        Add(world, job, request: 7, null);
        Add(world, job, request: 8, "k");
        Assert.Equal((5, 2), ((int)world.Job(job).Total, world.Job(job).Groups[0].Untouched + world.Job(job).Live.Count));
        world.Recover();
        Run(world, 2);
        Assert.Equal(1, world.Job(job).Groups[1].UnmetNeeds);
        world.Do(new JobCommand.Seal { Job = job });
        Add(world, job, request: 9, null);
        Run(world, 2);
        Assert.Equal((JobState.Succeeded, 5L), (world.Store.Jobs[job].State, world.Store.Jobs[job].Spec.TaskCount));
    }

    [Fact]
    public void An_edit_changes_entries_that_have_not_started_and_no_other()
    {
        var world = new World(World.SmallNode with { Slots = 1 });
        var builder = new JobBuilder().Task("a", 2).Task("b").Needs("a").Task("c", 3);
        var job = world.Submit(builder);
        world.Turn();
        var spec = world.Job(job).Spec;
        var other = new TaskPolicy { Resources = new ResourceRequest { MilliCpus = 2_000 } };
        var command = new Command { Kind = CommandKind.Argv, Words = ["false"] };
        var edited = spec with { Policies = [other], Tasks = [.. spec.Tasks.Select(task => task with { Policy = 0, Command = command })] };
        world.Do(new JobCommand.Edit { Job = job, Entries = [0, 1, 2], Edited = edited });
        world.Turn();
        Assert.Equal(["true", "false", "false"], world.Job(job).Spec.Tasks.Select(task => task.Command.Words[0]));
        Assert.Equal([0L, 2_000, 2_000], Enumerable.Range(0, 3).Select(group => world.Job(job).PolicyOf(group).Resources.MilliCpus));
        Assert.Equal([(0, 0), (2, 0), (2, 1)], Started(world, job));
        world.Recover();
        world.Drain(() => 0);
        Assert.Equal(JobState.Succeeded, world.Store.Jobs[job].State);
    }

    [Fact]
    public void A_cancel_seals_a_job()
    {
        var world = new World();
        var job = world.Submit(new JobBuilder().Task("a").Items(2).Open());
        world.Do(new JobCommand.Cancel { Job = job });
        world.Turn();
        Assert.Equal(JobState.Cancelled, world.Store.Jobs[job].State);
        Assert.False(world.Store.Jobs[job].Spec.IsOpen);
    }

    private static void Run(World world, int tasks)
    {
        for (; tasks > 0; tasks--)
        {
            world.Turn();
            world.Spawn().End();
            world.Turn();
        }
    }

    private static void Add(World world, JobId job, long request, string? key)
    {
        world.Do(new JobCommand.Add { Job = job, Group = 0, Request = request, Key = key, More = new Expansion.Items("line", ["c", "d"]) });
        world.Turn();
    }

    private static void Hold(World world, JobId job, int group, OrdinalRanges tasks) =>
        world.Do(new JobCommand.Hold { Job = job, Group = group, Tasks = tasks });

    private static IEnumerable<(int, int)> Started(World world, JobId job) =>
        world.Job(job).Live.Where(live => live.HoldsRoom).Select(live => (live.Group.Ordinal, live.Index)).Order();

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
