using System.Collections.Immutable;
using System.Text.Json;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Sqlite.Queries;
using Rota.Store.Sqlite.Submissions;
using Rota.Store.Turns;

namespace Rota.Store.Tests;

/// <summary>What is handed in is there, whole, and once.</summary>
public sealed class SubmitTests
{
    private static readonly JobSpec Everything = new()
    {
        Name = "everything",
        Queue = "q",
        Priority = -3,
        Tags = ImmutableSortedDictionary<string, string>.Empty.Add("t", "é\n"),
        Params = ImmutableSortedDictionary<string, string>.Empty.Add("p", ""),
        Environment = ImmutableSortedDictionary<string, string>.Empty.Add("E", "$x"),
        Directory = "/d",
        MaxParallel = 4,
        MaxFailures = new FailureLimit(2.5, true),
        TimeScale = 0.5,
        Policies =
        [
            new TaskPolicy
            {
                Resources = new ResourceRequest
                {
                    MilliCpus = 1, MemoryBytes = 2, Gpus = 3,
                    Licences = ImmutableSortedDictionary<string, long>.Empty.Add("l", 4),
                },
                Retry = new RetryPolicy
                {
                    MaxAttempts = 5, Backoff = Backoff.Linear, Delay = TimeSpan.Zero, MaxDelay = TimeSpan.FromTicks(7),
                    Jitter = false, OnExitCodes = [75], NotOn = [2], OomMemoryFactor = 1.5, OnLost = false,
                },
                Timeout = TimeSpan.FromSeconds(9),
                Stop = new StopPolicy(2, TimeSpan.Zero),
                WorkingDirectory = "w",
                Environment = ImmutableSortedDictionary<string, string>.Empty.Add("F", "f"),
            },
            new TaskPolicy { Resources = new ResourceRequest(), Retry = RetryPolicy.Never },
        ],
        Tasks =
        [
            Task("one", Expansion.One.Instance),
            Task("array", new Expansion.Array([new(0, 15, 4), new(7, 7)])),
            Task("matrix", new Expansion.Matrix([new("x", ["1", "2"]), new("y", ["a", "b"])], [1])) with
            {
                Needs = [new Need(0, NeedCondition.Failed), new Need(1, NeedCondition.Succeeded, 0)], MaxParallel = 2, Policy = 1,
                Concurrency = new Concurrency("k", 1), Outputs = ["o"], RecordedSeconds = 0.25,
            },
            Task("items", new Expansion.Items("line", ["a", ""])),
            Task("table", new Expansion.Table(["c"], [["1"], ["2"]])),
        ],
    };

    [Fact]
    public void A_job_comes_back_as_it_was_handed_in()
    {
        using var home = new Home();
        var id = home.Submit(Everything);
        using var store = home.Open();
        var job = store.Load(id)!.Job;
        Assert.Equal(JsonSerializer.Serialize(Everything), JsonSerializer.Serialize(job.Spec));
        Assert.Equal(Everything.Policies.ToArray(), job.Spec.Policies.ToArray());
        Assert.False(job.Spec.Policies[0].Retry.OnLost);
        Assert.Equal(
            Everything.Tasks.SelectMany(task => Enumerable.Range(0, task.Expansion.Count).Select(task.Expansion.Values)).Select(Join),
            job.Spec.Tasks.SelectMany(task => Enumerable.Range(0, task.Expansion.Count).Select(task.Expansion.Values)).Select(Join));
        Assert.Equal((JobState.Queued, -3, 13L), (job.State, job.Priority, job.Total));
        Assert.Empty(home.Violations());
    }

    [Fact]
    public void One_key_is_one_job()
    {
        using var home = new Home();
        using var submissions = new JobSubmissions(home.State);
        var first = submissions.Submit(Home.Spec(), "key", true, Home.Now);
        var second = submissions.Submit(Home.Spec(9), "key", true, Home.Now);
        Assert.Equal((true, false), (first.IsSame, second.IsSame));
        Assert.True(submissions.Submit(Home.Spec(), "key", true, Home.Now).IsSame);
        Assert.Equal((first.Job, true, false), (second.Job, first.IsNew, second.IsNew));
        Assert.NotEqual(first.Job, submissions.Submit(Home.Spec(), null, true, Home.Now).Job);
    }

    [Fact]
    public void A_request_waits_until_it_is_carried_out()
    {
        using var home = new Home();
        var id = home.Submit(Home.Spec());
        using var submissions = new JobSubmissions(home.State);
        using var queries = new JobQueries(home.State);
        var asked = submissions.Ask(id, new Request.Priority(5), Home.Now);
        using var store = home.Open();
        var player = new Player(store);
        Assert.Equal(new Request.Priority(5), store.Asked(store.Requests()[1]));
        Assert.False(queries.IsDone(asked));
        using (var turn = player.Begin())
        {
            player.Commit(turn, asked);
        }

        Assert.True(queries.IsDone(asked));
        Assert.Equal(new Request.Run(), store.Asked(Assert.Single(store.Requests())));
    }

    [Fact]
    public void A_job_that_nobody_wants_yet_is_not_open()
    {
        using var home = new Home();
        using var submissions = new JobSubmissions(home.State);
        var id = submissions.Submit(Home.Spec(), null, isWanted: false, Home.Now).Job;
        using var store = home.Open();
        Assert.Empty(store.OpenJobs(Home.AllPartitions));
        submissions.Ask(id, new Request.Run(), Home.Now);
        Assert.Equal((id, true), Assert.Single(store.OpenJobs(Home.AllPartitions)));
        submissions.WantOnly([]);
        Assert.Empty(store.OpenJobs(Home.AllPartitions));
    }

    private static string Join(ImmutableArray<string> values) => string.Join('|', values);

    private static TaskSpec Task(string id, Expansion expansion) => new()
    {
        Id = id, Expansion = expansion, Command = new Command { Kind = CommandKind.Shell, Words = ["x"], Dialect = Dialect.Braces },
    };
}
