using Rota.Store.Sqlite;
using Rota.App;
using Rota.App.Problems;
using Rota.App.Steering;
using Rota.App.Views;
using Rota.Core.Jobs;
using Rota.Store.Turns;

namespace Rota.Cli.Tests.Steering;

/// <summary>What is asked of jobs, and what is answered, without a runner.</summary>
public sealed class SteeringTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), "rota-steering-" + Path.GetRandomFileName());
    private readonly Site site;

    public SteeringTests() => site = new Site(path, TimeProvider.System, new SqliteHomes());

    [Fact]
    public void Each_job_is_meant_once_and_an_unknown_one_keeps_no_other_from_it()
    {
        Submit();
        Submit(priority: 3);
        Assert.Equal(
            """{"version":1,"jobs":[{"id":2,"state":"queued","priority":3,"queue":null,"max_parallel":null,"name":"job","running":0,"waiting":3},"""
                + """{"id":1,"state":"queued","priority":0,"queue":null,"max_parallel":null,"name":"job","running":0,"waiting":3}]"""
                + ""","refused":[{"id":9,"address":"9","code":"no-such-job","reason":"there is no job 9","tries":["try: rota ls"]}]}""",
            Json.Line(RequestCases.Plan(site, new JobsRequest(["2", "9", "1", "2"], new Request.Pause())), SteeringJson.Default.SteeredJobs));
    }

    [Fact]
    public void Who_is_refused_nothing_has_no_list_of_it()
    {
        Submit();
        Assert.Null(RequestCases.Plan(site, new JobsRequest(["1"], new Request.Pause())).Refused);
    }

    [Fact]
    public void All_open_jobs_go_on_in_the_order_of_their_turn()
    {
        Submit();
        Submit(priority: 3);
        Submit(priority: 3);
        Assert.Equal([2, 3, 1], ResumeCases.Choose(site, null).Select(job => job.Value));
        Assert.Equal(ProblemCodes.NoSuchJob, Code(() => ResumeCases.Choose(site, "9")));
    }

    [Fact]
    public void Nothing_that_has_not_ended_is_run_again()
    {
        Submit();
        Assert.Equal(ProblemCodes.NothingToRerun, Code(() => RerunCases.Choose(site, new RerunRequest("1", false, true, null))));
        Assert.Equal(ProblemCodes.Usage, Code(() => RerunCases.Choose(site, new RerunRequest("1", true, true, null))));
    }

    [Fact]
    public void Waiting_ends_when_it_was_long_enough_or_nobody_waits()
    {
        Submit();
        var request = new WaitRequest(["1"], TimeSpan.Zero);
        var left = WaitCases.Wait(site, request, _ => { }, () => true);
        Assert.Equal(WaitEnd.Left, left.End);
        Assert.Equal(
            """{"version":1,"jobs":[{"id":1,"state":"queued","served":false}]}""",
            Json.Line(left, SteeringJson.Default.AwaitedJobs));
        Assert.Equal(WaitEnd.TimedOut, WaitCases.Wait(site, request, _ => { }, () => false).End);
    }

    public void Dispose() => Directory.Delete(path, recursive: true);

    private static ProblemCode Code(Action act) => Assert.Throws<ProblemException>(act).Problem.Code;

    private void Submit(int priority = 0)
    {
        var spec = new JobSpec
        {
            Name = "job",
            Directory = "/",
            Priority = priority,
            Policies = [new TaskPolicy()],
            Tasks =
            [
                new TaskSpec
                {
                    Id = "a",
                    Command = new Command { Kind = CommandKind.Argv, Words = ["true"] },
                    Expansion = new Expansion.Array([new NumberRange(0, 2)]),
                },
            ],
        };
        using var submissions = site.Create().Submissions();
        submissions.Submit(spec, key: null, isWanted: false, site.Now);
    }
}
