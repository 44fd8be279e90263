using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Store.Changes;
using Rota.Store.Following;
using Rota.Store.Sqlite.Queries;
using Rota.Store.Rules;

namespace Rota.Store.Tests.Changes;

/// <summary>What turns change is numbered without a gap, and who follows misses nothing that it is not told of.</summary>
public sealed class SequenceTests : IDisposable
{
    private readonly Home home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void A_job_is_followed_from_its_first_attempt_to_its_end()
    {
        var job = home.Submit(Home.Spec(tasks: 3));
        using var store = home.Open();
        using var queries = new JobQueries(home.State);
        var changes = new JobChanges(queries, job, isNew: true);
        var player = new Player(store);
        player.Turn();
        Assert.Equal([0, 1, 2], Attempts(changes.Next()).Select(change => change.Task.Index).Order());
        player.Turn(exitCode: 0);
        player.Turn(exitCode: 1);
        player.Turn();
        var news = changes.Next();
        Assert.False(news.IsCut);
        Assert.Equal(
            [(0, TaskState.Succeeded), (1, TaskState.Succeeded), (2, TaskState.Failed)],
            Attempts(news).Where(change => change.IsLast).Select(change => (change.Task.Index, change.State)).Order());
        Assert.Equal(JobState.Failed, Assert.IsType<Change.OfJob>(news.Changes[^1]).State);
        Assert.True(Assert.IsType<Change.OfJob>(news.Changes[^1]).HasEnded);
        Assert.Empty(changes.Next().Changes);
    }

    [Fact]
    public void A_turn_that_is_not_committed_changes_nothing()
    {
        var job = home.Submit(Home.Spec());
        using var store = home.Open();
        using var queries = new JobQueries(home.State);
        var player = new Player(store);
        using (var turn = player.Begin())
        {
            player.Core.Dispatch();
        }

        Assert.Equal(0, queries.Changes.Newest(Partition.Of(job)));
        Assert.Empty(queries.Changes.After(Partition.Of(job), 0).Changes);
    }

    [Fact]
    public void Numbers_go_on_without_a_gap_and_can_be_taken_up_anywhere()
    {
        var partition = Partition.Of(Play(tasks: 20));
        using var queries = new JobQueries(home.State);
        var all = queries.Changes.After(partition, 0).Changes;
        Assert.Equal(Enumerable.Range(1, all.Count).Select(number => (long)number), all.Select(change => change.Number));
        Assert.Equal(all.Count, queries.Changes.Newest(partition));
        for (var number = 0; number <= all.Count; number++)
        {
            var rest = queries.Changes.After(partition, number);
            Assert.False(rest.IsCut);
            Assert.Equal(all.Skip(number), rest.Changes);
        }

        Assert.Empty(home.Violations());
    }

    [Fact]
    public void Who_is_too_far_behind_is_told_so()
    {
        var partition = Partition.Of(Play(tasks: 20));
        home.Execute("DELETE FROM change WHERE newest < 10");
        using var queries = new JobQueries(home.State);
        Assert.True(queries.Changes.After(partition, 0).IsCut);
        var (newest, _) = queries.Changes.After(partition, 0).Changes[0];
        Assert.True(queries.Changes.After(partition, newest - 2).IsCut);
        Assert.False(queries.Changes.After(partition, newest - 1).IsCut);
    }

    [Fact]
    public void Only_the_newest_are_kept()
    {
        var job = home.Submit(Home.Spec());
        using var store = home.Open();
        var partition = Partition.Of(job);
        var last = (SequenceRule.Kept * 3) - 1;
        home.Execute($"UPDATE partition SET changes = {last} WHERE id = {partition}");
        home.Execute($"INSERT INTO change VALUES ({partition}, {SequenceRule.Kept}, 1, x''), ({partition}, {last}, 1, x'')");
        new Player(store).Turn();
        Assert.Equal(2, home.Scalar("SELECT count(*) FROM change"));
        Assert.Equal(last, home.Scalar("SELECT min(newest) FROM change"));
    }

    [Theory]
    [InlineData("UPDATE partition SET changes = changes + 1")]
    [InlineData("DELETE FROM change WHERE newest = (SELECT newest FROM change ORDER BY newest LIMIT 1 OFFSET 1)")]
    public void A_gap_is_found_by_the_check(string damage)
    {
        Play(tasks: 6);
        home.Execute(damage);
        Assert.NotEmpty(home.Violations());
    }

    [Fact]
    public void Who_missed_changes_looks_at_the_whole_again()
    {
        var job = home.Submit(Home.Spec(tasks: 6));
        using var store = home.Open();
        using var queries = new JobQueries(home.State);
        var changes = new JobChanges(queries, job);
        var ended = new EndedTasks(queries, job);
        var player = new Player(store);
        Assert.Empty(ended.Next(changes.Next()));
        player.Turn();
        player.Turn(exitCode: 0);
        home.Execute("DELETE FROM change");
        player.Turn(exitCode: 0);
        Assert.Equal([0, 1, 2, 3], ended.Next(changes.Next()).Select(task => task.Index));
        player.Turn(exitCode: 0);
        Assert.Equal([4, 5], ended.Next(changes.Next()).Select(task => task.Index).Order());
    }

    private JobId Play(int tasks)
    {
        var job = home.Submit(Home.Spec(tasks));
        using var store = home.Open();
        var player = new Player(store);
        for (var turn = 0; turn <= tasks; turn++)
        {
            player.Turn(exitCode: 0);
        }

        return job;
    }

    private static IEnumerable<Change.OfAttempt> Attempts(JobNews news) => news.Changes.OfType<Change.OfAttempt>();
}
