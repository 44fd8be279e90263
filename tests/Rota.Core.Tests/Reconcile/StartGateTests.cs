using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Scheduling.Explanations;
using Rota.Core.Scheduling.Rules;

namespace Rota.Core.Tests.Reconcile;

/// <summary>A job that starts after others, or at a moment.</summary>
public sealed class StartGateTests
{
    [Theory]
    [InlineData(NeedCondition.Succeeded, 0, true)]
    [InlineData(NeedCondition.Succeeded, 1, false)]
    [InlineData(NeedCondition.Failed, 0, false)]
    [InlineData(NeedCondition.Failed, 1, true)]
    [InlineData(NeedCondition.Finished, 0, true)]
    [InlineData(NeedCondition.Finished, 1, true)]
    public void A_job_starts_when_what_it_needs_has_ended_as_asked(NeedCondition condition, int exitCode, bool starts)
    {
        var world = new World();
        var first = world.Submit(new JobBuilder().Task("a"));
        var second = world.Submit(new JobBuilder().Task("b").After(first, condition));
        world.Turn();
        Assert.Empty(world.Job(second).Live);
        world.Spawn().End(exitCode);
        world.Turn();
        world.Turn();
        Assert.Equal(starts, world.Core.Jobs.ContainsKey(second));
        var row = world.Store.Jobs[second];
        Assert.Equal(starts ? JobState.Running : JobState.Cancelled, row.State);
        Assert.Equal(starts ? 0 : 1, row.Counts[(int)TaskState.Skipped]);
    }

    [Fact]
    public void A_need_that_cannot_be_met_ends_all_that_wait_behind_it_and_says_why()
    {
        var world = new World();
        var first = world.Submit(new JobBuilder().Task("a"));
        var second = world.Submit(new JobBuilder().Task("b").After(first));
        var third = world.Submit(new JobBuilder().Task("c").After(second));
        var told = world.Job(second);
        world.Turn();
        world.Do(new JobCommand.Cancel { Job = first });
        world.Spawn().End();
        world.Drain(() => 0);
        Assert.All([second, third], job => Assert.Equal(JobState.Cancelled, world.Store.Jobs[job].State));
        Assert.Equal("never started: job 1 was cancelled, and had to succeed", told.Reason);
    }

    [Fact]
    public void What_ended_before_counts_and_a_takeover_forgets_nothing()
    {
        var world = new World();
        var first = world.Submit(new JobBuilder().Task("a"));
        var both = world.Submit(new JobBuilder().Task("b").After(first, NeedCondition.Finished));
        world.Turn();
        world.Spawn().End(1);
        world.Turn();
        var late = world.Submit(new JobBuilder().Task("c").After(first, NeedCondition.Failed));
        world.Recover();
        world.Turn();
        Assert.Single(world.Job(both).Live);
        Assert.Single(world.Job(late).Live);
    }

    [Fact]
    public void A_moment_is_waited_for_on_the_wall_clock()
    {
        var world = new World();
        var moment = world.Now + TimeSpan.FromMinutes(10);
        var job = world.Submit(new JobBuilder().Task("a").NotBefore(moment));
        world.Turn();
        Assert.Equal((moment, true), (world.Core.NextMoment, world.Job(job).IsHeldBack));
        world.Now = moment;
        world.Turn();
        Assert.Single(world.Job(job).Live);
        Assert.Equal(Instant.Never, world.Core.NextMoment);

        // What has started is held back no more, wherever the clock is set.
        world.Core.Begin(world.Now, wall: moment + TimeSpan.FromHours(-1));
        world.Recover();
        Assert.False(world.Job(job).IsHeldBack);
    }

    [Fact]
    public void A_rerun_of_what_never_started_asks_anew()
    {
        var world = new World();
        var first = world.Submit(new JobBuilder().Task("a"));
        var second = world.Submit(new JobBuilder().Task("b").After(first));
        world.Turn();
        world.Spawn().End(1);
        world.Turn();
        world.Turn();
        Assert.Equal(JobState.Cancelled, world.Store.Jobs[second].State);
        Rerun(second);
        world.Turn();
        Assert.Equal(JobState.Cancelled, world.Store.Jobs[second].State);
        Rerun(first);
        world.Drain(() => 0);
        Rerun(second);
        world.Drain(() => 0);
        Assert.Equal(JobState.Succeeded, world.Store.Jobs[second].State);

        void Rerun(JobId job) => world.Do(new JobCommand.Rerun { Job = job, Tasks = [.. world.Store.EndedTasks(job)] });
    }

    [Fact]
    public void The_reasons_are_the_moment_and_the_jobs_that_have_not_ended()
    {
        var world = new World();
        var first = world.Submit(new JobBuilder().Task("a"));
        var job = world.Submit(new JobBuilder().Task("b").After(first).NotBefore(world.Now + TimeSpan.FromHours(3)));
        world.Turn();
        var reasons = Explanation.Of(world.Core, world.Job(job), 0, 0, isServed: true);
        Assert.Equal(TimeSpan.FromHours(3), Assert.IsType<Reason.TooEarly>(reasons[0]).Left);
        Assert.Equal(first, Assert.IsType<Reason.AfterJob>(reasons[1]).Need.Job);
        Assert.Equal(2, reasons.Count);
    }
}
