using System.Collections.Immutable;
using System.Text.Json;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Specs;
using Rota.Store.Turns;

namespace Rota.Store.Tests.Contract;

/// <summary>What is handed in is there, whole, and once.</summary>
public abstract class SubmitContract(Func<Backend> make)
{
    private static readonly JobSpec Everything = new()
    {
        Name = "everything",
        Owner = 1000,
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
                Concurrency = new Concurrency("k", 1), Outputs = ["o"], Results = ["r"], RecordedSeconds = 0.25,
            },
            Task("items", new Expansion.Items("line", ["a", ""])),
            Task("table", new Expansion.Table(["c"], [["1"], ["2"]])),
        ],
    };

    [Fact]
    public void The_label_of_an_owner_says_what_the_job_says_and_nobody_states_it()
    {
        using var home = make();
        var stated = Everything with { Tags = Everything.Tags.Add("rota.owner", "0") };
        using (var submissions = home.Ports.Submissions())
        {
            submissions.Submit(stated, null, false, Home.Now);
            submissions.Submit(stated with { Owner = null }, null, false, Home.Now);
        }

        using var queries = home.Ports.Read();
        Assert.Equal(1000, OwnerLabel.In(queries.Job(new JobId(1))!.Tags));
        Assert.Null(OwnerLabel.In(queries.Job(new JobId(2))!.Tags));
        Assert.Empty(queries.Jobs(10, [new("rota.owner", "0")]));
    }

    [Fact]
    public void A_job_comes_back_as_it_was_handed_in()
    {
        using var home = make();
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
        using var home = make();
        using var submissions = home.Ports.Submissions();
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
        using var home = make();
        var id = home.Submit(Home.Spec());
        using var submissions = home.Ports.Submissions();
        using var queries = home.Ports.Read();
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
        using var home = make();
        using var submissions = home.Ports.Submissions();
        var id = submissions.Submit(Home.Spec(), null, isWanted: false, Home.Now).Job;
        using var store = home.Open();
        Assert.Empty(store.OpenJobs(Home.AllPartitions));
        submissions.Ask(id, new Request.Run(), Home.Now);
        Assert.Equal((id, true), Assert.Single(store.OpenJobs(Home.AllPartitions)));
        submissions.WantOnly([]);
        Assert.Empty(store.OpenJobs(Home.AllPartitions));
    }

    [Fact]
    public void A_daemon_wants_all_jobs_and_a_new_runner_only_those_that_were_chosen()
    {
        using var home = make();
        using var submissions = home.Ports.Submissions();
        var waits = submissions.Submit(Home.Spec(), null, isWanted: false, Home.Now).Job;
        submissions.WantAll(all: true);
        var comes = submissions.Submit(Home.Spec(), null, isWanted: false, Home.Now).Job;
        Assert.Equal([(waits, true), (comes, true)], home.Ask(reader => reader.OpenJobs()));
        Assert.True(home.Ask(reader => reader.Frame.IsServingAll));
        submissions.Ask(comes, new Request.Pause(), Home.Now);
        submissions.WantOnly([waits]);
        Assert.Equal([(waits, true)], home.Ask(reader => reader.OpenJobs()));
        Assert.False(home.Ask(reader => reader.Frame.IsServingAll));

        // What was asked for is kept, but for the wish to run.
        using var store = home.Open();
        Assert.Equal(new Request.Pause(), store.Asked(Assert.Single(store.Requests())));
    }

    [Fact]
    public void A_rerun_makes_its_job_wanted_and_no_other_request_does()
    {
        using var home = make();
        using var submissions = home.Ports.Submissions();
        var job = submissions.Submit(Home.Spec(), null, isWanted: false, Home.Now).Job;
        submissions.Ask(job, new Request.Priority(1), Home.Now);
        submissions.Ask(job, new Request.Cancel(), Home.Now);
        Assert.False(home.Ask(reader => reader.Job(job)!.IsWanted));
        submissions.Ask(job, new Request.Rerun(new RerunSelection.Chosen(new HashSet<(int, int)> { (0, 2), (0, 1) })), Home.Now);
        Assert.True(home.Ask(reader => reader.Job(job)!.IsWanted));
        using var store = home.Open();
        var rerun = Assert.IsType<Request.Rerun>(store.Asked(store.Requests()[^1]));
        Assert.Equal([(0, 1), (0, 2)], Assert.IsType<RerunSelection.Chosen>(rerun.Tasks).Tasks.Order());
    }

    [Fact]
    public void A_number_is_not_given_again_when_its_job_is_removed_and_its_key_is_free()
    {
        using var home = make();
        using var store = home.Open();
        var (ended, open) = (home.Submit(Home.Spec(tasks: 1), "key"), home.Submit(Home.Spec(tasks: 1) with { Queue = "later" }));
        using (var queues = home.Ports.Queues())
        {
            queues.Pause("later", isPaused: true);
        }

        var player = new Player(store);
        player.Turn();
        player.Turn(exitCode: 0);
        using (var prune = home.Ports.Prune())
        {
            Assert.Empty(prune.FinishEarlier());
            prune.Remove(ended);
            prune.Remove(open);
            _ = prune.GiveBack();
        }

        Assert.Equal([open], home.Ask(reader => reader.Jobs(9).Select(job => job.Id).ToArray()));
        Assert.Equal((null, null), (home.Ask(reader => reader.Spec(ended)), home.Ask(reader => reader.Load(ended))));
        Assert.Empty(home.Ask(reader => reader.Attempts.Of(ended).ToArray()));
        Assert.Equal(new JobId(3), home.Submit(Home.Spec(), "key"));
        Assert.Empty(home.Violations());
    }

    [Fact]
    public void Jobs_are_found_by_all_of_their_tags()
    {
        using var home = make();
        var tags = ImmutableSortedDictionary<string, string>.Empty.Add("a", "1").Add("b", "\"é");
        var both = home.Submit(Home.Spec() with { Tags = tags });
        var one = home.Submit(Home.Spec() with { Tags = tags.Remove("b") });
        home.Submit(Home.Spec());
        Assert.Equal([one, both], Found(new() { ["a"] = "1" }));
        Assert.Equal([both], Found(new() { ["a"] = "1", ["b"] = "\"é" }));
        Assert.Empty(Found(new() { ["a"] = "2" }));
        Assert.Equal(3, Found([]).Length);
        Assert.Equal(2, home.Ask(reader => reader.Jobs(2)).Count);

        JobId[] Found(Dictionary<string, string> wanted) => home.Ask(reader => reader.Jobs(9, wanted).Select(job => job.Id).ToArray());
    }

    [Fact]
    public void A_home_that_was_never_made_says_so_to_who_looks()
    {
        using var home = make();
        Assert.False(home.Ports.Exists);
        var failure = Assert.Throws<StoreException>(() => home.Ports.Read());
        Assert.Equal(StoreFailure.Unreachable, failure.Failure);
        Assert.Contains("no jobs in", failure.Message, StringComparison.Ordinal);
        home.Submit(Home.Spec());
        Assert.True(home.Ports.Exists);
    }

    private static string Join(ImmutableArray<string> values) => string.Join('|', values);

    private static TaskSpec Task(string id, Expansion expansion) => new()
    {
        Id = id, Expansion = expansion, Command = new Command { Kind = CommandKind.Shell, Words = ["x"], Dialect = Dialect.Braces },
    };
}
