using Rota.Store.Following;
using Rota.Core.Jobs;
using Rota.Core.Model;

namespace Rota.Store.Tests.Contract;

/// <summary>Tasks are told once, when they have ended, whatever ran before, beside and after them.</summary>
public abstract class EndedTasksContract(Func<Backend> make)
{
    [Fact]
    public void Each_task_is_told_once_when_it_has_ended()
    {
        using var home = make();
        var job = home.Submit(Home.Spec(tasks: 5));
        using var store = home.Open();
        var player = new Player(store);
        using var queries = home.Ports.Read();
        var changes = new JobChanges(queries, job);
        var ended = new EndedTasks(queries, job);
        Assert.Empty(ended.Next(changes.Next()));
        player.Turn();
        Assert.Empty(ended.Next(changes.Next()));
        player.Turn(exitCode: 0);
        Assert.Equal([new TaskKey(job, 0, 0), new TaskKey(job, 0, 1)], ended.Next(changes.Next()));
        Assert.Empty(ended.Next(changes.Next()));
        player.Turn(exitCode: 0);
        player.Turn(exitCode: 0);
        Assert.Equal([2, 3, 4], ended.Next(changes.Next()).Select(task => task.Index));
    }

    [Fact]
    public void One_that_is_tried_again_has_not_ended()
    {
        using var home = make();
        var job = home.Submit(Home.Spec(tasks: 1, new RetryPolicy { MaxAttempts = 2, Delay = TimeSpan.Zero }));
        using var store = home.Open();
        var player = new Player(store);
        using var queries = home.Ports.Read();
        var changes = new JobChanges(queries, job);
        var ended = new EndedTasks(queries, job);
        player.Turn();
        player.Turn(exitCode: 1);
        Assert.Empty(ended.Next(changes.Next()));
        player.Turn(exitCode: 1);
        Assert.Single(ended.Next(changes.Next()));
    }
}
