using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.Rules;

namespace Rota.Core.Tests.Reconcile;

/// <summary>What random histories and reading once found, each as a history of its own.</summary>
public sealed class FoundCaseTests
{
    private static readonly Capacity OneSlot = World.SmallNode with { Slots = 1 };

    [Fact]
    public void An_entry_that_was_skipped_before_a_takeover_opens_nothing_early()
    {
        var world = new World();
        var id = world.Submit(new JobBuilder().Task("fails").Task("skipped").Needs("fails").Task("long")
            .Task("last").Needs("skipped", NeedCondition.Finished).Needs("long", NeedCondition.Finished));
        world.Turn();
        world.Spawn().End(world.Node.Of(KeptState.Running)[0], 1);
        world.Turn();
        world.Recover();
        Assert.Equal(1, world.Job(id).Groups[3].UnmetNeeds);
        Assert.Equal(TaskState.Blocked, world.Job(id).Groups[3].Rest);
    }

    [Fact]
    public void A_cancelled_waiter_passes_the_key_on() => PassesOn(job => new JobCommand.Cancel { Job = job });

    [Fact]
    public void A_paused_waiter_passes_the_key_on() => PassesOn(job => new JobCommand.Pause { Job = job });

    private static void PassesOn(Func<JobId, JobCommand> command)
    {
        var world = new World();
        world.Submit(new JobBuilder().Task("holder").Key("k", 1));
        var called = world.Submit(new JobBuilder().Task("called").Key("k", 1));
        var next = world.Submit(new JobBuilder().Task("next").Key("k", 1));
        world.Turn();
        world.Spawn().End();
        var ended = world.Node.Outbox.ToArray();
        Array.ForEach(ended, world.Core.Apply);
        world.Do(command(called));
        world.Turn();
        Assert.Single(world.Job(next).Live);
    }

    [Fact]
    public void Two_reruns_in_one_turn_count_no_task_twice()
    {
        var world = new World(OneSlot);
        var id = world.Submit(new JobBuilder().Task("fails", 3));
        for (var turn = 0; world.Core.Jobs.Count > 0; turn++)
        {
            world.Turn();
            world.Spawn().End(1);
        }

        world.Do(new JobCommand.Rerun { Job = id, Tasks = [.. world.Store.EndedTasks(id)] });
        world.Do(new JobCommand.Rerun { Job = id, Tasks = [.. world.Store.EndedTasks(id)] });
        Sanity.CheckMemory(world);
        world.Drain(() => 0);
        Assert.Equal(3, world.Store.Jobs[id].Counts[(int)TaskState.Succeeded]);
    }

    [Fact]
    public void A_rerun_of_a_job_that_still_runs_counts_no_task_twice()
    {
        var world = new World(OneSlot);
        var id = world.Submit(new JobBuilder().Task("fails").Task("many", 4));
        world.Turn();
        world.Spawn().End(1);
        world.Turn();
        world.Do(new JobCommand.Rerun { Job = id, Tasks = [.. world.Store.EndedTasks(id)] });
        Sanity.CheckMemory(world);
        world.Drain(() => 0);
        Assert.Equal(JobState.Succeeded, world.Store.Jobs[id].State);
    }

    [Fact]
    public void An_entry_that_a_rerun_skips_lets_those_go_on_that_need_its_end()
    {
        var world = new World();
        var id = world.Submit(new JobBuilder()
            .Task("first")
            .Task("cleanup").Needs("first", NeedCondition.Failed)
            .Task("last").Needs("cleanup", NeedCondition.Finished));
        world.Turn();
        world.Spawn().End(1);
        world.Drain(() => 0);
        world.Do(new JobCommand.Rerun { Job = id, Tasks = [.. world.Store.EndedTasks(id)] });

        // This time the first one succeeds: its cleanup has run before and is skipped now, and that is an end too.
        world.Drain(() => 0);
        Assert.NotNull(world.Store.Load(id).Job.Ended);
    }
}
