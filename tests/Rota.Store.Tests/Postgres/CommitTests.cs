using Rota.Core.Jobs;
using Rota.Core.Model;

namespace Rota.Store.Tests.Postgres;

/// <summary>A commit that is not answered is looked up: what was written is there once.</summary>
public sealed class CommitTests : IDisposable
{
    private readonly string address = Cluster.Shared.NewDatabase();
    private readonly CuttingProxy proxy = new(Cluster.Shared.Socket);
    private readonly PostgresBackend home;

    public CommitTests() => home = new PostgresBackend(proxy.AddressOf(address));

    public void Dispose()
    {
        home.Dispose();
        proxy.Dispose();
    }

    [Theory]
    [InlineData("Before")]
    [InlineData("After")]
    [InlineData("Late")]
    public void A_job_whose_commit_was_cut_off_is_there_once(string cut)
    {
        var first = home.Submit(Home.Spec());
        proxy.Arm(Enum.Parse<Cut>(cut));
        var second = home.Submit(Home.Spec() with { Name = "cut" });
        Assert.Equal(1, proxy.Cuts);
        Assert.Equal([second, first], home.Ask(reader => reader.Jobs(9)).Select(job => job.Id));
        Assert.Equal("cut", home.Ask(reader => reader.Job(second)!.Name));
        Assert.Empty(home.Violations());
    }

    [Theory]
    [InlineData("Before")]
    [InlineData("After")]
    [InlineData("Late")]
    public void A_turn_whose_commit_was_cut_off_is_counted_once(string cut)
    {
        home.Submit(Home.Spec(5));
        using var store = home.Open();
        var player = new Player(store);
        player.Turn();
        var before = store.Look(0, 0).Turn;
        proxy.Arm(Enum.Parse<Cut>(cut));
        player.Turn(exitCode: 0);
        Assert.Equal(1, proxy.Cuts);
        Assert.Equal(before + 1, store.Look(0, 0).Turn);
        Assert.Equal(2, home.Ask(reader => reader.Attempts.Of(new JobId(1)).Count()));
        Assert.Empty(home.Violations());
        player.RunToEnd();
        Assert.Equal(JobState.Succeeded, home.Ask(reader => reader.Job(new JobId(1))!.State));
        Assert.Empty(home.Violations());
    }

    [Fact]
    public void Of_two_turns_that_were_decided_on_the_same_frame_one_is_committed()
    {
        home.Submit(Home.Spec(5));
        using var store = home.Open();
        var player = new Player(store);
        using var turn = player.Begin();
        player.Core.Dispatch();

        // Another machine has no part in the lock of this state: it commits in between.
        using (var queues = home.Ports.Queues())
        {
            queues.SetConcurrency("default", 1);
        }

        var before = Answers.Of(home);
        Assert.Equal(StoreFailure.Fenced, Assert.Throws<StoreException>(() => player.Commit(turn)).Failure);
        Assert.Equal(before, Answers.Of(home));
    }

    /// <summary>Both sides begin at the same moment, and either may be first.</summary>
    [Fact]
    public async Task A_job_that_needs_another_hears_of_its_end_however_both_fall_together()
    {
        var job = home.Submit(Home.Spec(2));
        using var store = home.Open();
        var player = new Player(store);
        player.Turn();
        for (var round = 0; round < 5; round++)
        {
            using var begun = new Barrier(2);
            var after = Home.Spec(1) with { Name = $"after{round}", After = [new JobNeed(job, default)] };
            var waiting = Task.Run(() =>
            {
                begun.SignalAndWait(TestContext.Current.CancellationToken);
                return home.Submit(after);
            }, TestContext.Current.CancellationToken);
            begun.SignalAndWait(TestContext.Current.CancellationToken);
            player.Turn(round == 0 ? 0 : null);
            var id = await waiting;
            player.Load();
            var ended = home.Ask(reader => reader.Job(job)!.Ended is not null);
            var known = home.Ask(reader => reader.Awaited(id).Single().Outcome);
            Assert.Equal(ended, known is not null);
        }
    }
}
