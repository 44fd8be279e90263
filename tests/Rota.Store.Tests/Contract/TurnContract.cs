using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Scheduling.State;
using Rota.Store.Records;
using Rota.Store.Turns;

namespace Rota.Store.Tests.Contract;

/// <summary>A committed turn is in the file, all of it; a refused one leaves no trace.</summary>
public abstract class TurnContract(Func<Backend> make)
{
    [Fact]
    public void A_job_runs_to_its_end_and_every_turn_can_be_loaded_again()
    {
        using var home = make();
        var id = home.Submit(Home.Spec(7, new RetryPolicy { MaxAttempts = 2, Delay = TimeSpan.Zero }));
        using var store = home.Open();
        var player = new Player(store);
        for (var turn = 0; player.Core.Jobs.TryGetValue(id, out var job); turn++)
        {
            Assert.True(turn < 50, "it does not end");
            player.Turn(turn == 0 ? null : turn % 2);
            AssertSame(job, store.Load(id)!);
            Assert.Empty(home.Violations());

            player.LetGo();
        }

        using var queries = home.Ports.Read();
        var row = queries.Job(id)!;
        Assert.NotNull(row.Ended);
        Assert.Equal(row.Attempts, queries.Attempts.Of(id).Count());
    }

    [Fact]
    public void What_an_attempt_reports_is_kept_with_it_and_shown_with_its_task()
    {
        using var home = make();
        var id = home.Submit(Home.Spec(7));
        using var store = home.Open();
        new Player(store).RunToEnd();
        using var queries = home.Ports.Read();
        var attempts = queries.Attempts.Of(id).ToArray();
        Assert.Equal(attempts.Select(attempt => Player.ReportedBy(attempt.Id.Value)), attempts.Select(attempt => attempt.Reported));
        Assert.Equal(3, attempts.DistinctBy(attempt => (attempt.Reported?.Result is null, attempt.Reported?.Problem is null)).Count());
        var group = queries.Groups(id)[0];
        Assert.Equal(attempts.Select(attempt => attempt.Reported), queries.Tasks.Of(id, group, null).Select(task => task.Reported));
        Assert.Equal(attempts[2].Reported, queries.Tasks.Find(id, group, 2)!.Value.Reported);
        Assert.Equal(attempts[2].Reported, queries.Attempts.Of(new TaskKey(id, 0, 2))[0].Reported);
    }

    [Fact]
    public void What_is_held_and_what_was_added_is_kept_and_the_job_still_counts_as_it_was_submitted()
    {
        using var home = make();
        var spec = Home.Spec() with { IsOpen = true };
        spec = spec with { Tasks = [spec.Tasks[0] with { Expansion = new Expansion.Items("line", ["a", "b"]) }] };
        using var submissions = home.Ports.Submissions();
        var id = submissions.Submit(spec, "k", isWanted: true, Home.Now).Job;
        using var store = home.Open();
        var player = new Player(store);
        var job = player.Core.Jobs[id];
        using (var turn = player.Begin())
        {
            player.Core.Apply(new JobCommand.Add { Job = id, Group = 0, Request = 3, Key = "more", More = new Expansion.Items("line", ["c"]) }, job);
            player.Core.Apply(new JobCommand.Hold { Job = id, Group = 0, Tasks = OrdinalRanges.Of([0, 2]) }, job);
            player.Commit(turn);
        }

        AssertSame(job, store.Load(id)!);
        using var queries = home.Ports.Read();
        var group = queries.Groups(id).Single();
        Assert.Equal((3, 3, "0,2", true), (queries.Job(id)!.Total, group.Total, group.Held.ToString(), queries.Job(id)!.IsOpen));
        var kept = queries.Spec(id)!;
        Assert.Equal(new Addition(3, "more", 0, 2, 1), Assert.Single(kept.Additions));
        Assert.Equal(["a", "b", "c"], Assert.IsType<Expansion.Items>(kept.Tasks[0].Expansion).List);
        Assert.Equal(new Submitted(id, IsNew: false, IsSame: true), submissions.Submit(spec, "k", isWanted: true, Home.Now));
        Assert.False(submissions.Submit(kept, "k", isWanted: true, Home.Now).IsSame);
        Assert.Empty(home.Violations());
    }

    [Fact]
    public void A_job_that_moves_to_another_queue_leaves_what_runs_booked_in_its_old_one()
    {
        using var home = make();
        var id = home.Submit(Home.Spec(5) with { Queue = "old" });
        using var store = home.Open();
        var player = new Player(store);
        player.Turn();
        using (var turn = player.Begin())
        {
            player.Core.Apply(new JobCommand.SetQueue { Job = id, Queue = "new" }, player.Core.Jobs[id]);
            player.Commit(turn);
        }

        AssertSame(player.Core.Jobs[id], store.Load(id)!);
        using var queries = home.Ports.Read();
        Assert.Equal(("new", "new"), (queries.Job(id)!.Queue, queries.Spec(id)!.Queue));
        Assert.Empty(home.Violations());
        player.Load();
        Assert.All(player.Core.Attempts.Values.Where(attempt => attempt.HoldsRoom), attempt => Assert.Equal("old", attempt.Shape.Queue));
        for (var turn = 0; player.Core.Jobs.ContainsKey(id); turn++)
        {
            Assert.True(turn < 20, "it does not end");
            player.Turn(exitCode: 0);
            player.LetGo();
            Assert.Empty(home.Violations());
        }
    }

    [Fact]
    public void A_runner_that_was_overtaken_writes_nothing()
    {
        using var home = make();
        home.Submit(Home.Spec());
        using var first = home.Open();
        var player = new Player(first);
        player.Turn();
        using var second = home.Open();
        second.Join(Home.Runner with { Id = "two" }, Home.Joining, _ => true);
        var before = Answers.Of(home);
        Assert.Equal(StoreFailure.Fenced, Assert.Throws<StoreException>(player.Begin).Failure);
        Assert.Equal(before, Answers.Of(home));
        Assert.Single(second.Requests());
        Assert.Empty(home.Violations());
    }

    [Fact]
    public void A_partition_with_another_owner_is_not_written()
    {
        using var home = make();
        home.Submit(Home.Spec());
        using var store = home.Open();
        var player = new Player(store);
        player.Core.Dispatch();
        var before = Answers.Of(home);
        using (var turn = store.Begin(player.Place with { Incarnation = player.Place.Incarnation + 1 }, 0, TimeSpan.Zero)!)
        {
            Assert.Equal(StoreFailure.Fenced, Assert.Throws<StoreException>(() => player.Commit(turn)).Failure);
        }

        Assert.Equal(before, Answers.Of(home));
    }

    [Fact]
    public void A_turn_that_is_not_committed_leaves_nothing()
    {
        using var home = make();
        var job = home.Submit(Home.Spec());
        using var store = home.Open();
        var player = new Player(store);
        var before = Answers.Of(home);
        using (player.Begin())
        {
            player.Core.Dispatch();
            Assert.NotEmpty(player.Core.Changes.Attempts);
        }

        Assert.Equal(before, Answers.Of(home));
        Assert.Empty(store.Load(job)!.Live);
        using var again = store.Begin(player.Place, 0, TimeSpan.Zero);
        Assert.NotNull(again);
    }

    [Fact]
    public void The_lock_is_held_from_the_beginning_of_a_turn_to_its_end()
    {
        using var home = make();
        using var store = home.Open();
        using var other = home.Open();
        var player = new Player(store);
        using (player.Begin())
        {
            Assert.Null(other.Begin(player.Place, 0, TimeSpan.Zero));
            Assert.False(other.Evict(player.Place.Frame.Epoch, [player.Place.Incarnation], TimeSpan.Zero));
            other.SetPace(player.Place.Frame with { Guard = 7 });
            other.Maintain();
            Assert.NotEqual(7, other.Look(0).Frame.Guard);
            Assert.NotEqual(0, store.Map.Holder.Process.Pid);
        }

        Assert.Equal(0, store.Map.Holder.Process.Pid);
        Assert.Equal(0, other.Contention);
        other.SetPace(player.Place.Frame with { Guard = 7 });
        Assert.Equal((7, player.Place.Pace + 1), (store.Look(0).Frame.Guard, store.Look(0).Pace));
        other.SetPace(player.Place.Frame with { Guard = 8, Epoch = player.Place.Frame.Epoch - 1 });
        Assert.Equal(7, store.Look(0).Frame.Guard);
    }

    [Fact]
    public async Task Who_waits_for_the_lock_gets_it_when_the_turn_ends()
    {
        using var home = make();
        using var store = home.Open();
        using var other = home.Open();
        var player = new Player(store);
        var turn = player.Begin();
        var begun = Task.Run(() =>
        {
            using var next = other.Begin(player.Place, 0, TimeSpan.FromSeconds(30));
            return next is not null;
        });
        Assert.True(SpinWait.SpinUntil(() => other.Contention == 1, TimeSpan.FromSeconds(30)));
        player.Commit(turn);
        turn.Dispose();
        Assert.True(await begun);
    }

    [Fact]
    public void A_runner_is_told_what_is_newer_than_the_turn_it_has_seen()
    {
        using var home = make();
        using var store = home.Open();
        using var other = home.Open();
        home.Submit(Home.Spec(9));
        var player = new Player(store);
        var first = store.Look(player.Place.Incarnation, 0);
        player.Turn();
        var news = other.Look(incarnation: 0, first.Turn);
        Assert.Equal(first.Turn + 1, news.Turn);
        Assert.Contains(news.Accounts, account => account is { Account.Text: "slots", Used: 2 });
        Assert.Empty(other.Look(0, news.Turn).Accounts);
        Assert.True(news.HasRequests);

        // What its most urgent task lacks is told to the others alone.
        Assert.Equal("slots", Assert.Single(news.Demands).Account.Text);
        Assert.Empty(other.Look(player.Place.Incarnation, 0).Demands);
        player.Turn(exitCode: 0);
        Assert.Contains(other.Look(0, news.Turn).Accounts, account => account.Account.Text == "slots");
    }

    [Fact]
    public void Tasks_that_have_ended_are_there_for_a_rerun()
    {
        using var home = make();
        var job = home.Submit(Home.Spec(2, RetryPolicy.Never));
        using var store = home.Open();
        var player = new Player(store);
        player.Turn();
        Assert.Empty(store.EndedTasks(job));
        player.Turn(exitCode: 3);
        Assert.Equal(
            [(0, 0, TaskState.Failed, 1), (0, 1, TaskState.Failed, 1)],
            store.EndedTasks(job).Select(task => (task.Group, task.Index, task.State, task.Attempts)));
        Assert.All(store.EndedTasks(job), task =>
        {
            Assert.True(new RerunSelection.Failed().Has(task.Group, task.Index, task.State));
            Assert.True(new RerunSelection.All().Has(task.Group, task.Index, task.State));
        });
    }

    [Fact]
    public void A_request_that_is_gone_cannot_be_read()
    {
        using var home = make();
        var job = home.Submit(Home.Spec());
        using var store = home.Open();
        var left = Assert.Single(store.Requests());
        Assert.Equal(job, left.Job);
        var player = new Player(store);
        using (var turn = player.Begin())
        {
            player.Commit(turn, left.Id);
        }

        Assert.True(Record.Exception(() => store.Asked(left)) is InvariantException or StoreException { Failure: StoreFailure.Fenced });
        Assert.False(store.Look(0, 0).HasRequests);
    }

    [Fact]
    public void Numbers_of_attempts_are_given_once()
    {
        using var home = make();
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
        using var home = make();
        using var store = home.Open();
        _ = store.HasChanged();
        Assert.False(store.HasChanged());
        home.Submit(Home.Spec());
        Assert.True(store.HasChanged());
        Assert.False(store.HasChanged());
        _ = new Player(store);
        Assert.False(store.HasChanged());
    }

    private static void AssertSame(ActiveJob job, StoredJob stored)
    {
        Assert.Equal((job.State, job.Attempts, job.Started, job.Ended),
            (stored.Job.State, stored.Job.Attempts, stored.Job.Started, stored.Job.Ended));
        Assert.Equal(job.Counts, stored.Job.Counts);
        Assert.Equal((job.Groups[0].Next, job.Groups[0].Rest, job.Groups[0].Held), (stored.Job.Groups[0].Next, stored.Job.Groups[0].Rest, stored.Job.Groups[0].Held));
        Assert.Equal(
            job.Live.Select(attempt => (attempt.Id.Value, attempt.State, attempt.HoldsRoom, attempt.Before.Attempts, attempt.Fence)).Order(),
            stored.Live.Select(attempt => (attempt.Id.Value, attempt.State, attempt.HoldsRoom, attempt.Before.Attempts, attempt.Fence)).Order());
    }
}
