using System.Collections.Immutable;
using Rota.App;
using Rota.App.Finding;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Steering;
using Rota.Core.Jobs;
using Rota.Store.Sqlite;

namespace Rota.Cli.Tests.Jobs;

/// <summary>What names jobs and tasks, and what is refused for it could name several.</summary>
public sealed class AddressTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), "rota-addresses-" + Path.GetRandomFileName());
    private readonly Site site;

    public AddressTests()
    {
        site = new Site(path, TimeProvider.System, new SqliteHomes());
        Array.ForEach(["train", "eval", "train", "train.big", "night"], Submit);
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("@last", 5)]
    [InlineData("train", 3)]
    [InlineData("train.big", 4)]
    [InlineData("ni", 5)]
    [InlineData("train.b", 4)]
    public void Who_looks_may_write_a_number_a_name_or_how_it_begins(string text, long id) =>
        Assert.Equal(id, JobCases.Status(site, text).Job.Id);

    [Theory]
    [InlineData("3.a.2", 3, "a[x=3]")]
    [InlineData("@last.a.0", 5, "a[x=1]")]
    [InlineData("train.a.1", 3, "a[x=2]")]
    [InlineData("train.big.a.1", 4, "a[x=2]")]
    [InlineData("ni.a[x=3]", 5, "a[x=3]")]
    [InlineData("train.big.a[x=3]", 4, "a[x=3]")]
    public void A_task_of_a_job_is_named_as_the_job_is(string text, long id, string label)
    {
        using var queries = site.Open().Read();
        var address = TaskAddress.Look(queries, text);
        Assert.Equal((id, label), (address.Job.Id.Value, TaskLabelOf(address)));
    }

    [Fact]
    public void A_number_is_never_taken_for_the_name_of_another_job()
    {
        Submit("2.a");
        using var queries = site.Open().Read();
        Assert.Equal(2, TaskAddress.Act(queries, "2.a").Job.Id.Value);
        Assert.Equal(6, JobAddress.Act(queries, "2.a").Id.Value);
    }

    [Theory]
    [InlineData("t", "several-jobs", "say which: train, train.big")]
    [InlineData("trian", "no-such-job", "did you mean train?")]
    [InlineData("99", "no-such-job", "try: rota ls")]
    [InlineData("@first", "no-such-job", "name it by its number, its name, or @last; see them: rota ls")]
    [InlineData("", "no-such-job", "name it by its number, its name, or @last; see them: rota ls")]
    public void What_is_none_or_several_is_refused_with_what_to_write(string text, string code, string hint)
    {
        var problem = Assert.Throws<ProblemException>(() => JobCases.Status(site, text)).Problem;
        Assert.Equal((code, hint), (problem.Code.Name, Assert.Single(problem.Tries)));
    }

    [Fact]
    public void What_acts_never_guesses()
    {
        Assert.Equal([4, 5], RequestCases.Plan(site, new JobsRequest(["train.big", "@last"])).Jobs.Select(job => job.Id));
        Assert.Equal(["no-such-job", "several-jobs"], RequestCases.Plan(site, new JobsRequest(["ni", "train"])).Refused!.Select(one => one.Code));
        Assert.Equal([null, "train"], RequestCases.Plan(site, new JobsRequest(["train"])).Refused!.SelectMany(one => (object?[])[one.Id, one.Address]));
        Assert.Equal("say which: 3, 1", Assert.Single(RequestCases.Plan(site, new JobsRequest(["train"])).Refused![0].Problem.Tries));
        Assert.Throws<ProblemException>(() => ResumeCases.Choose(site, "nigh"));
        Assert.Throws<ProblemException>(() => RerunCases.Choose(site, new RerunRequest("nigh", false, true, null)));
    }

    [Theory]
    [InlineData("x=2", "a[x=2]")]
    [InlineData("x=3", "a[x=3]")]
    public void Values_name_a_task(string where, string label)
    {
        using var queries = site.Open().Read();
        Assert.Equal(label, TaskLabelOf(TaskAddress.Look(queries, "5", where)));
        Assert.Equal([label], TaskCases.List(site, new TaskListRequest("5", null) { Where = where }).Tasks.Select(task => task.Label));
        Assert.Equal(label, App.Explaining.ExplainCase.Of(site, "night", where).Label);
    }

    [Theory]
    [InlineData("x=4", "no task of job 5 has x=4", "x is one of 1, 2, 3")]
    [InlineData("y=1", "no task of job 5 has a parameter y", "parameters: x")]
    [InlineData("x", "--where x", "write it as NAME=VALUE, several with commas: lr=0.1,seed=3")]
    public void Values_of_no_task_are_refused_with_those_there_are(string where, string detail, string hint)
    {
        using var queries = site.Open().Read();
        var problem = Assert.Throws<ProblemException>(() => TaskAddress.Look(queries, "5", where)).Problem;
        Assert.Equal((detail, hint), (problem.Detail, problem.Tries[0]));
    }

    [Theory]
    [InlineData("", "tasks", "0 1 2")]
    [InlineData("index:1..", "parameters", "1 2")]
    [InlineData("matrix.x:>1 sort:-index", "parameters", "2 1")]
    [InlineData("state:ready param.x:2", "tasks-open", "1")]
    [InlineData("state:failed", "tasks-failed", "")]
    [InlineData("exit:3", "tasks-not-succeeded", "")]
    [InlineData("name:~x=3", null, "2")]
    public void Tasks_say_which_index_served_them(string text, string? index, string found)
    {
        var list = TaskCases.List(site, new TaskListRequest("@last", null) { Page = new PageRequest { Filter = text } });
        Assert.Equal(found, string.Join(' ', list.Tasks.Select(task => task.Index)));
        Assert.Equal((index, true, null), (list.Index, list.Complete, list.Next));
    }

    [Theory]
    [InlineData("", "jobs", "5 4 3 2 1")]
    [InlineData("name:train", "job-name", "3 1")]
    [InlineData("state:queued,running", "job-open", "5 4 3 2 1")]
    [InlineData("name:~train -name:train", null, "4")]
    [InlineData("tag.team:vision sort:id", null, "1 2 3 4 5")]
    [InlineData("submitted:<1h state:failed", null, "")]
    public void Jobs_say_which_index_served_them(string text, string? index, string found)
    {
        var list = JobCases.List(site, new JobListRequest(50, new Dictionary<string, string>()) { Page = new PageRequest { Filter = text } });
        Assert.Equal(found, string.Join(' ', list.Jobs.Select(job => job.Id)));
        Assert.Equal(index, list.Index);
    }

    [Fact]
    public void A_filter_that_no_index_serves_stops_with_what_it_has()
    {
        var page = new PageRequest { Filter = "name:~x=3", Patience = TimeSpan.Zero };
        var list = TaskCases.List(site, new TaskListRequest("5", null) { Page = page });
        Assert.Empty(list.Tasks);
        Assert.Equal((false, true), (list.Complete, list.Next?.StartsWith("0~", StringComparison.Ordinal)));
    }

    public void Dispose() => Directory.Delete(path, recursive: true);

    private static string TaskLabelOf(TaskAddress address) =>
        App.Wording.Words.Task(address.Spec.Tasks[address.Group!.Value], address.Index!.Value);

    private void Submit(string name)
    {
        var spec = new JobSpec
        {
            Name = name,
            Directory = "/",
            Tags = ImmutableSortedDictionary<string, string>.Empty.Add("team", "vision"),
            Policies = [new TaskPolicy()],
            Tasks =
            [
                new TaskSpec
                {
                    Id = "a",
                    Command = new Command { Kind = CommandKind.Argv, Words = ["true"] },
                    Expansion = new Expansion.Matrix([new Axis("x", ["1", "2", "3"])], []),
                },
            ],
        };
        using var submissions = site.Create().Submissions();
        submissions.Submit(spec, key: null, isWanted: false, site.Now);
    }
}
