using Rota.Core.Jobs;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Store.Sqlite.Queries;
using Rota.Store.Turns;

namespace Rota.Store.Tests;

/// <summary>A committed turn is in the file, all of it; a refused one leaves no trace.</summary>
public sealed class TurnTests
{
    [Fact]
    public void A_job_runs_to_its_end_and_every_turn_can_be_loaded_again()
    {
        using var home = new Home();
        var id = home.Submit(Home.Spec(7, new RetryPolicy { MaxAttempts = 2, Delay = TimeSpan.Zero }));
        using var store = home.Open();
        var player = new Player(store);
        for (var turn = 0; player.Core.Jobs.TryGetValue(id, out var job); turn++)
        {
            Assert.True(turn < 50, "it does not end");
            player.Turn(turn == 0 ? null : turn % 2);
            AssertSame(job, store.Load(id)!);
            Assert.Empty(home.Violations());

            // What waits for a place starts when there is room: this node has no keeper to do it.
            foreach (var waiting in player.Core.Attempts.Values.Where(attempt => !attempt.HoldsRoom).ToArray())
            {
                player.Core.Apply(new NodeEvent.Withdrawn { Attempt = waiting.Id });
            }
        }

        using var queries = new JobQueries(home.State);
        var row = queries.Job(id)!;
        Assert.NotNull(row.Ended);
        Assert.Equal(row.Attempts, queries.Attempts.Of(id).Count());
    }

    [Fact]
    public void A_runner_that_was_overtaken_writes_nothing()
    {
        using var home = new Home();
        home.Submit(Home.Spec());
        using var first = home.Open();
        var player = new Player(first);
        player.Turn();
        using var second = home.Open();
        second.Join(Home.Runner with { Id = "two" }, Home.Joining, _ => true);
        var before = home.Scalar("SELECT sum(state * 100 + pid) FROM live");
        Assert.Equal(StoreFailure.Fenced, Assert.Throws<StoreException>(player.Begin).Failure);
        Assert.Equal(before, home.Scalar("SELECT sum(state * 100 + pid) FROM live"));
        Assert.Equal(1, home.Scalar("SELECT count(*) FROM inbox"));
        Assert.Empty(home.Violations());
    }

    [Fact]
    public void A_partition_with_another_owner_is_not_written()
    {
        using var home = new Home();
        home.Submit(Home.Spec());
        using var store = home.Open();
        var player = new Player(store);
        home.Execute("UPDATE partition SET owner = owner + 1");
        using (var turn = player.Begin())
        {
            player.Core.Dispatch();
            Assert.Equal(StoreFailure.Fenced, Assert.Throws<StoreException>(() => player.Commit(turn)).Failure);
        }

        Assert.Equal(0, home.Scalar("SELECT count(*) FROM live"));
    }

    [Fact]
    public void Numbers_of_attempts_are_given_once()
    {
        using var home = new Home();
        using var store = home.Open();
        var player = new Player(store);
        long first;
        using (var turn = player.Begin())
        {
            first = player.Core.NextAttempt;
            player.Commit(turn);
        }

        using (player.Begin())
        {
            Assert.Equal(first + 100, player.Core.NextAttempt);
        }

        // A turn that was given up took none.
        using (player.Begin())
        {
            Assert.Equal(first + 100, player.Core.NextAttempt);
        }
    }

    [Fact]
    public void Another_writer_is_noticed_once()
    {
        using var home = new Home();
        using var store = home.Open();
        _ = store.HasChanged();
        Assert.False(store.HasChanged());
        home.Submit(Home.Spec());
        Assert.True(store.HasChanged());
        Assert.False(store.HasChanged());
    }

    private static void AssertSame(ActiveJob job, StoredJob stored)
    {
        Assert.Equal((job.State, job.Attempts, job.Started, job.Ended),
            (stored.Job.State, stored.Job.Attempts, stored.Job.Started, stored.Job.Ended));
        Assert.Equal(job.Counts, stored.Job.Counts);
        Assert.Equal((job.Groups[0].Next, job.Groups[0].Rest), (stored.Job.Groups[0].Next, stored.Job.Groups[0].Rest));
        Assert.Equal(
            job.Live.Select(attempt => (attempt.Id.Value, attempt.State, attempt.HoldsRoom, attempt.Before.Attempts, attempt.Fence)).Order(),
            stored.Live.Select(attempt => (attempt.Id.Value, attempt.State, attempt.HoldsRoom, attempt.Before.Attempts, attempt.Fence)).Order());
    }
}
