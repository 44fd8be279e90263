using Rota.Core.Jobs;
using Rota.Core.Model;

namespace Rota.Store.Tests.Contract;

/// <summary>What is read is one committed state, whatever is committed meanwhile; tasks are all there, once.</summary>
public abstract class ReadContract(Func<Backend> make)
{
    [Fact]
    public void Tasks_are_listed_once_each_with_those_that_nobody_touched()
    {
        using var home = make();
        var job = home.Submit(Home.Spec(40, RetryPolicy.Never));
        using var store = home.Open();
        var player = new Player(store);
        player.Turn();
        player.Turn(exitCode: 1);
        player.Turn(exitCode: 0);
        using var reader = home.Ports.Read();
        var group = Assert.Single(reader.Groups(job));
        Assert.InRange(group.Next, 6, 39);
        var tasks = reader.Tasks.Of(job, group, state: null).ToArray();
        Assert.Equal(Enumerable.Range(0, 40), tasks.Select(task => task.Index));
        Assert.Equal([TaskState.Failed, TaskState.Failed, TaskState.Succeeded, TaskState.Succeeded], tasks[..4].Select(task => task.State));
        Assert.All(tasks[group.Next..], task => Assert.Equal((TaskState.Ready, 0, null), (task.State, task.Attempt, task.Started)));
        foreach (var state in Enum.GetValues<TaskState>())
        {
            var some = reader.Tasks.Of(job, group, state).ToArray();
            Assert.Equal(tasks.Where(task => task.State == state), some);
            Assert.Equal(group.Counts[(int)state], some.Length);
        }

        TaskState[] several = [TaskState.Succeeded, TaskState.Ready, TaskState.Failed];
        Assert.Equal(tasks[1..].Where(task => several.Contains(task.State)), reader.Tasks.From(job, group, 1, several));
        Assert.Equal(tasks[^2..], reader.Tasks.From(job, group, 38, states: null));
        Assert.Empty(reader.Tasks.From(job, group, 40, states: null));
        Assert.Equal(tasks.Cast<object>(), Enumerable.Range(0, 40).Select(index => (object)reader.Tasks.Find(job, group, index)!.Value));
        Assert.Equal((null, null), (reader.Tasks.Find(job, group, -1), reader.Tasks.Find(job, group, 40)));
    }

    /// <summary>Who applies what became of the states to what they were, has what they are.</summary>
    [Fact]
    public void States_of_all_tasks_and_what_became_of_them_say_the_same()
    {
        using var home = make();
        var job = home.Submit(Home.Spec(40, RetryPolicy.Never));
        using var store = home.Open();
        var player = new Player(store);
        using var reader = home.Ports.Read();
        var seen = reader.Changes.States(job);
        Assert.Equal(Enumerable.Repeat((byte)TaskState.Ready, 40), seen.States);
        foreach (var exitCode in (int?[])[null, 1, 0, null])
        {
            player.Turn(exitCode: exitCode ?? 0);
            var after = reader.Changes.StatesAfter(job, seen.Position);
            var told = seen.States.ToArray();
            Assert.False(after.IsCut);
            foreach (var run in after.Runs)
            {
                told.AsSpan(run.First, run.Count).Fill((byte)run.State);
            }

            seen = reader.Changes.States(job);
            Assert.Equal(seen.States, told);
            Assert.Equal(seen.Position, after.Position);
            Assert.Equal(after.Counts, Enumerable.Range(0, States.Count).Select(state => (long)told.Count(one => one == state)));
        }

        Assert.Contains((byte)TaskState.Failed, seen.States);
        Assert.True(reader.Changes.StatesAfter(job, seen.Position + 1).IsCut);
        Assert.Equal(
            reader.Attempts.Of(job).Select(one => (one.Group, one.Index, one.Number, one.Outcome, one.Started, one.Ended, one.ExitCode, one.Signal, one.Node)),
            reader.Attempts.Figures(job).Select(one => (one.Group, one.Index, one.Number, one.Outcome, one.Started, one.Ended, one.ExitCode, one.Signal, one.Node)));
    }

    [Fact]
    public void Jobs_are_found_by_name_newest_first()
    {
        using var home = make();
        foreach (var name in (string[])["train", "eval", "train", "train-b", "train"])
        {
            home.Submit(Home.Spec() with { Name = name });
        }

        using var reader = home.Ports.Read();
        Assert.Equal([5, 3], reader.Named("train", 2).Select(job => job.Id.Value));
        Assert.Equal([1], reader.Named("train", 2, new JobId(3)).Select(job => job.Id.Value));
        Assert.Empty(reader.Named("trai", 2));
        Assert.Equal(["train", "train-b"], reader.Names("tr", 9));
        Assert.Equal(["eval"], reader.Names("", 1));
        Assert.Equal([2, 1], reader.Jobs(9, before: new JobId(3)).Select(job => job.Id.Value));
    }

    [Fact]
    public void History_tells_what_failed_and_what_took_longest()
    {
        using var home = make();
        var job = home.Submit(Home.Spec(4, RetryPolicy.Never));
        using var store = home.Open();
        var player = new Player(store);
        player.Turn();
        player.Turn(exitCode: 7);
        player.Turn(exitCode: 0);
        using var reader = home.Ports.Read();
        var attempts = reader.Attempts.Of(job).ToArray();
        Assert.Equal([(0, 7), (1, 7), (2, 0), (3, 0)], attempts.Select(attempt => (attempt.Index, attempt.ExitCode!.Value)));
        Assert.Equal(attempts[..2], reader.Attempts.Failed(job, new Instant(0), 9));
        Assert.Equal(attempts[..1], reader.Attempts.Failed(job, new Instant(0), 1));
        Assert.Empty(reader.Attempts.Failed(job, attempts[0].Ended, 9));
        Assert.Equal(2, reader.Attempts.Slowest(job, 2).Count);
        Assert.Equal([attempts[2]], reader.Attempts.Of(new TaskKey(job, 0, 2)));
        Assert.False(reader.Attempts.IsLive(attempts[0].Id));
    }

    [Fact]
    public void A_live_attempt_is_live_until_its_end_is_committed()
    {
        using var home = make();
        var job = home.Submit(Home.Spec(1));
        using var store = home.Open();
        var player = new Player(store);
        player.Turn();
        var live = Assert.Single(store.Load(job)!.Live);
        Assert.True(home.Ask(reader => reader.Attempts.IsLive(live.Id)));
        Assert.Equal(1, home.Ask(reader => reader.Frame.LiveCount));
        player.Turn(exitCode: 0);
        Assert.False(home.Ask(reader => reader.Attempts.IsLive(live.Id)));
        Assert.Equal(0, home.Ask(reader => reader.Frame.LiveCount));
    }

    [Fact]
    public void What_goes_on_is_told_in_pages()
    {
        using var home = make();
        var first = home.Submit(Home.Spec(4, RetryPolicy.Never));
        var second = home.Submit(Home.Spec(4, RetryPolicy.Never));
        using var store = home.Open();
        var player = new Player(store);
        player.Turn();
        Assert.Equal(2, home.Ask(reader => reader.Live.OpenJobs));
        Assert.Equal([first, second], home.Ask(reader => reader.Live.Jobs(5).Select(job => job.Id).ToArray()));
        Assert.Equal([first], home.Ask(reader => reader.Live.Jobs(1).Select(job => job.Id).ToArray()));
        var running = home.Ask(reader => reader.Live.Running(null, 9));
        Assert.All(running, task => Assert.Equal((TaskState.Running, true), (task.Row.State, task.Row.Started is not null)));
        Assert.Equal(running.OrderBy(task => task.Row.LiveAttempt), running);
        Assert.Equal(running.Where(task => task.Job == first), home.Ask(reader => reader.Live.Running(first, 9)));
        Assert.Equal(running.Take(1), home.Ask(reader => reader.Live.Running(null, 1)));
        player.Turn(exitCode: 7);
        player.Turn(exitCode: 7);
        var failed = home.Ask(reader => reader.Live.LastFailed(first, 2));
        Assert.Equal(home.Ask(reader => reader.Attempts.Failed(first, new Instant(0), 9)).Reverse().Take(2), failed);
        Assert.NotEmpty(failed);
    }

    /// <summary>A list that is read slowly, row by row, shows what was there when it began.</summary>
    [Fact]
    public void A_list_that_was_begun_is_not_changed_by_commits()
    {
        using var home = make();
        var job = home.Submit(Home.Spec(20));
        using var store = home.Open();
        var player = new Player(store);
        player.Turn();
        player.Turn(exitCode: 0);
        using var reader = home.Ports.Read();
        var (attempts, tasks) = (reader.Attempts.Of(job), reader.Tasks.Of(job, reader.Groups(job)[0], state: null));
        var (before, listed) = (attempts.ToArray(), tasks.ToArray());
        using var slowAttempts = attempts.GetEnumerator();
        using var slowTasks = tasks.GetEnumerator();
        Assert.True(slowAttempts.MoveNext() && slowTasks.MoveNext());
        var (seen, seenTasks) = (new List<object> { slowAttempts.Current }, new List<object> { slowTasks.Current });
        for (var turn = 0; turn < 5; turn++)
        {
            player.Turn(exitCode: 0);
            Read(slowAttempts, seen);
            Read(slowTasks, seenTasks);
        }

        while (Read(slowAttempts, seen) | Read(slowTasks, seenTasks)) { }

        Assert.Equal(before, seen);
        Assert.Equal(listed.Cast<object>(), seenTasks);
        Assert.True(home.Ask(other => other.Attempts.Of(job).Count()) > before.Length);
    }

    [Fact]
    public void An_entry_that_was_read_before_lists_each_of_its_tasks_once()
    {
        using var home = make();
        var job = home.Submit(Home.Spec(20));
        using var store = home.Open();
        var player = new Player(store);
        using var reader = home.Ports.Read();
        var untouched = Assert.Single(reader.Groups(job));
        player.Turn();
        player.Turn(exitCode: 0);
        Assert.Equal(Enumerable.Range(0, 20), reader.Tasks.Of(job, untouched, state: null).Select(task => task.Index));
    }

    private static bool Read<T>(IEnumerator<T> rows, List<object> seen)
    {
        var isThere = rows.MoveNext();
        if (isThere)
        {
            seen.Add(rows.Current!);
        }

        return isThere;
    }

    [Fact]
    public void A_reader_that_was_opened_before_sees_what_is_committed_after()
    {
        using var home = make();
        home.Submit(Home.Spec());
        using var reader = home.Ports.Read();
        Assert.Single(reader.Jobs(9));
        home.Submit(Home.Spec());
        Assert.Equal(2, reader.Jobs(9).Count);
        Assert.Equal(2, reader.Unfinished().Count);
    }
}
