using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Turns;

namespace Rota.Store.Tests.Contract;

/// <summary>A job hears of the end of those that it waits for by the turn that ends them.</summary>
public abstract class AfterContract(Func<Backend> make)
{
    [Fact]
    public void The_end_of_a_job_is_told_to_open_ones_that_wait_for_it()
    {
        using var home = make();
        var first = home.Submit(Home.Spec(tasks: 1));
        var second = home.Submit(After(first, NeedCondition.Succeeded));
        using var store = home.Open();
        var player = new Player(store);
        player.Turn(exitCode: null, [.. store.Requests().Select(left => left.Id)]);
        Assert.Null(Assert.Single(store.Load(second)!.Job.Awaited).Outcome);
        player.Turn(exitCode: 1);
        var told = Assert.Single(store.Requests());
        Assert.Equal((second, new Request.Settle(first, JobState.Failed)), (told.Job, store.Asked(told)));
        Assert.Equal(JobState.Failed, Assert.Single(home.Ask(reader => reader.Awaited(second))).Outcome);
        Assert.Empty(home.Violations());
    }

    [Fact]
    public void What_has_ended_before_is_known_at_once_and_after_it_is_pruned()
    {
        using var home = make();
        using var store = home.Open();
        var first = home.Submit(Home.Spec(tasks: 1));
        var player = new Player(store);
        player.RunToEnd();
        var second = home.Submit(After(first, NeedCondition.Finished));
        using (var prune = home.Ports.Prune())
        {
            prune.Remove(first);
        }

        Assert.Equal(JobState.Succeeded, Assert.Single(store.Load(second)!.Job.Awaited).Outcome);
        player.RunToEnd();
        Assert.Equal(JobState.Succeeded, home.Ask(reader => reader.Job(second)!.State));
        Assert.Empty(home.Violations());
    }

    [Fact]
    public void A_job_that_is_not_there_cannot_be_waited_for()
    {
        using var home = make();
        home.Submit(Home.Spec());
        var error = Assert.Throws<StoreException>(() => home.Submit(After(new JobId(2), NeedCondition.Finished)));
        Assert.Equal(StoreFailure.NoSuchJob, error.Failure);
        Assert.Single(home.Ask(reader => reader.Jobs(9)));
    }

    [Fact]
    public void A_moment_comes_back_as_it_was_handed_in()
    {
        using var home = make();
        var moment = new StartMoment("1h", Home.Now + TimeSpan.FromHours(1));
        var job = home.Submit(Home.Spec() with { NotBefore = moment });
        using var store = home.Open();
        Assert.Equal((moment.At, moment), (store.Load(job)!.Job.NotBefore, store.Load(job)!.Job.Spec.NotBefore));
        Assert.Equal(moment.At, home.Ask(reader => reader.Job(job)!.NotBefore));
    }

    [Fact]
    public void The_same_job_states_its_moment_the_same_whenever_it_is_handed_in()
    {
        using var home = make();
        using var submissions = home.Ports.Submissions();
        Assert.True(IsSame("10m", 0));
        Assert.True(IsSame("10m", 60));
        Assert.False(IsSame("20m", 0));

        bool IsSame(string stated, int seconds) => submissions.Submit(
            Home.Spec() with { NotBefore = new StartMoment(stated, Home.Now + TimeSpan.FromSeconds(seconds)) },
            "key", isWanted: true, Home.Now).IsSame;
    }

    [Fact]
    public void That_all_of_a_job_was_cancelled_is_kept()
    {
        using var home = make();
        var spec = Home.Spec(tasks: 1);
        var job = home.Submit(spec with { Tasks = [.. spec.Tasks, spec.Tasks[0] with { Id = "last", IsFinally = true }] });
        using var store = home.Open();
        var player = new Player(store);
        player.Turn();
        player.Core.Apply(new Core.Scheduling.Rules.JobCommand.Cancel { Job = job, IsAll = true }, player.Core.Jobs[job]);
        player.Turn();
        var stored = store.Load(job)!.Job;
        Assert.Equal((true, true, true), (stored.IsCancelled, stored.IsAbandoned, stored.Spec.Tasks[1].IsFinally));
        Assert.Empty(home.Violations());
    }

    private static JobSpec After(JobId job, NeedCondition condition) =>
        Home.Spec(tasks: 1) with { After = [new JobNeed(job, condition)] };
}
