using Rota.Core.Model;
using Rota.Core.Scheduling.Rules;

namespace Rota.Core.Tests.Reconcile;

/// <summary>What runs however a job ends.</summary>
public sealed class FinallyTests
{
    private static JobBuilder Job(int tasks = 1) => new JobBuilder().Task("work", tasks).Finally("last");

    [Theory]
    [InlineData(0, JobState.Succeeded)]
    [InlineData(1, JobState.Failed)]
    public void It_runs_once_the_others_have_ended_and_knows_how(int exitCode, JobState outcome)
    {
        var world = new World();
        var id = world.Submit(Job());
        world.Turn();
        world.Spawn().End(exitCode);
        world.Turn();
        var last = Assert.Single(world.Job(id).Live);
        Assert.True(last.Group.IsFinally);
        Assert.Equal((outcome, 1L), (world.Job(id).Tally.Outcome, world.Job(id).Tally.Total));
        world.Drain(() => 0);
        Assert.Equal(outcome, world.Store.Jobs[id].State);
    }

    [Fact]
    public void Its_own_failure_fails_the_job()
    {
        var world = new World();
        var id = world.Submit(Job());
        world.Turn();
        world.Spawn().End();
        world.Drain(() => 1);
        Assert.Equal(JobState.Failed, world.Store.Jobs[id].State);
    }

    [Fact]
    public void A_cancel_leaves_it_and_a_second_one_ends_it()
    {
        var world = new World();
        var id = world.Submit(Job(tasks: 9));
        world.Turn();
        world.Do(new JobCommand.Cancel { Job = id });
        world.Turn();
        world.Spawn().End();
        world.Turn();
        world.Turn();
        var job = world.Job(id);
        Assert.True(Assert.Single(job.Live).Group.IsFinally);
        Assert.Equal((JobState.Cancelled, 9L), (job.Tally.Outcome, job.Tally.Counts[(int)TaskState.Cancelled]));
        world.Spawn();
        world.Turn();
        world.Do(new JobCommand.Cancel { Job = id });
        world.Drain(() => 0);
        Assert.Equal(10, world.Store.Jobs[id].Counts[(int)TaskState.Cancelled]);
    }

    [Fact]
    public void A_cancel_of_all_ends_it_before_it_starts()
    {
        var world = new World();
        var id = world.Submit(Job());
        world.Turn();
        world.Spawn();
        world.Turn();
        world.Do(new JobCommand.Cancel { Job = id, IsAll = true });
        world.Drain(() => 0);
        Assert.Equal((JobState.Cancelled, 2L), (world.Store.Jobs[id].State, world.Store.Jobs[id].Counts[(int)TaskState.Cancelled]));
    }

    [Fact]
    public void Of_a_job_that_never_started_nothing_is_put_in_order()
    {
        var world = new World();
        var id = world.Submit(Job());
        world.Do(new JobCommand.Pause { Job = id });
        world.Do(new JobCommand.Cancel { Job = id });
        world.Turn();
        Assert.Equal((JobState.Cancelled, 2L), (world.Store.Jobs[id].State, world.Store.Jobs[id].Counts[(int)TaskState.Cancelled]));
    }

    [Fact]
    public void It_runs_when_a_paused_job_is_cancelled()
    {
        var world = new World();
        var id = world.Submit(Job());
        world.Turn();
        world.Do(new JobCommand.Pause { Job = id });
        world.Do(new JobCommand.Cancel { Job = id });
        world.Turn();
        world.Spawn().End();
        world.Turn();
        Assert.True(Assert.Single(world.Job(id).Live).Group.IsFinally);
    }

    [Fact]
    public void It_runs_when_too_many_failed_and_counts_for_no_limit()
    {
        var world = new World(World.SmallNode with { Slots = 1 });
        var id = world.Submit(Job(tasks: 3).MaxFailures(1));
        var job = world.Job(id);
        world.Turn();
        world.Spawn().End(1);
        world.Drain(() => 0);
        Assert.StartsWith("stopped at 1 failure", job.Reason, StringComparison.Ordinal);
        var counts = world.Store.Jobs[id].Counts;
        Assert.Equal((1L, 2L, 1L), (counts[(int)TaskState.Failed], counts[(int)TaskState.Skipped], counts[(int)TaskState.Succeeded]));
    }

    [Fact]
    public void It_runs_after_a_timeout_and_has_a_timeout_and_retries_of_its_own()
    {
        var world = new World();
        var id = world.Submit(new JobBuilder().Task("work").Timeout(TimeSpan.FromSeconds(5))
            .Finally("last").Timeout(TimeSpan.FromSeconds(5)).Retry(2));
        world.Turn();
        for (var run = 0; run < 3; run++)
        {
            world.Spawn();
            world.Turn();
            world.Now += TimeSpan.FromSeconds(6);
            world.Turn();
            world.End();
            world.Turn();
        }

        Assert.Equal((JobState.Failed, 2L, 3L), (world.Store.Jobs[id].State, world.Store.Jobs[id].Counts[(int)TaskState.TimedOut],
            world.Store.Jobs[id].Attempts));
    }

    [Fact]
    public void It_runs_again_after_a_rerun_of_others_and_alone_where_it_alone_is_named()
    {
        var world = new World();
        var id = world.Submit(Job());
        world.Turn();
        world.Spawn().End(1);
        world.Drain(() => 0);
        Rerun(task => task.State == TaskState.Failed);
        world.Drain(() => 0);
        Assert.Equal((JobState.Succeeded, 4L), (world.Store.Jobs[id].State, world.Store.Jobs[id].Attempts));
        Rerun(task => task.Group == 1);
        world.Drain(() => 0);
        Assert.Equal((JobState.Succeeded, 5L), (world.Store.Jobs[id].State, world.Store.Jobs[id].Attempts));

        void Rerun(Func<EndedTask, bool> isMeant)
        {
            var ended = world.Store.EndedTasks(id);
            world.Do(new JobCommand.Rerun
            {
                Job = id, Tasks = [.. ended.Where(isMeant)], Last = [.. ended.Where(task => task.Group == 1)],
                Chosen = ended.Where(isMeant).Select(task => (task.Group, task.Index)).ToHashSet(),
            });
        }
    }

    [Fact]
    public void A_takeover_in_the_middle_goes_on_with_it()
    {
        var world = new World();
        var id = world.Submit(Job(tasks: 3));
        world.Turn();
        world.Do(new JobCommand.Cancel { Job = id });
        world.Turn();
        world.Spawn().End();
        world.Recover();
        world.Turn();
        world.Recover();
        world.Drain(() => 0);
        Assert.Equal((JobState.Cancelled, 1L), (world.Store.Jobs[id].State, world.Store.Jobs[id].Counts[(int)TaskState.Succeeded]));
    }
}
