using Rota.App.Planning;
using Rota.App.Problems;
using Rota.App.Submitting;
using Rota.App.Views;

namespace Rota.Cli.Tests.Submitting;

/// <summary>What becomes of a job that is handed in.</summary>
public sealed class SubmitCasesTests : IDisposable
{
    private readonly Desk submissions = new();

    [Fact]
    public void A_key_stands_for_one_job()
    {
        var keyed = Desk.Job() with { Key = "k" };
        Assert.Equal("""{"version":1,"id":1,"new":true}""", Json.Line(SubmitCases.Accept(submissions.Site, keyed), SubmitJson.Default.Accepted));
        Assert.Equal(new Accepted(1, New: false), SubmitCases.Accept(submissions.Site, keyed));
        Desk.Refuses(ProblemCodes.KeyTaken, () => SubmitCases.Accept(submissions.Site, Desk.Job("false") with { Key = "k" }));
    }

    [Fact]
    public void What_can_never_run_here_is_refused_unless_it_may()
    {
        var large = Desk.Job(milliCpus: 1_000_000_000);
        Assert.False(SubmitCases.Plan(submissions.Site, large).Fits);
        Desk.Refuses(ProblemCodes.NeverFits, () => SubmitCases.Check(submissions.Site, large));
        Desk.Refuses(ProblemCodes.NeverFits, () => SubmitCases.Accept(submissions.Site, large));
        Assert.True(SubmitCases.Accept(submissions.Site, large with { MayNeverFit = true }).New);
    }

    [Fact]
    public void A_plan_that_has_moved_is_refused()
    {
        var plan = SubmitCases.Plan(submissions.Site, Desk.Job());
        Assert.True(SubmitCases.Accept(submissions.Site, Desk.Job() with { IfPlan = plan.Plan }).New);
        Desk.Refuses(ProblemCodes.PlanMoved, () => SubmitCases.Accept(submissions.Site, Desk.Job("false") with { IfPlan = plan.Plan }));
    }

    [Fact]
    public void A_schedule_gives_way_only_where_that_is_asked_for()
    {
        Assert.Equal(
            """{"version":1,"schedule":"job","replaced":false,"unchanged":false,"next":"2031-01-01T02:00:00.000000Z","served":false,"paused":false,"cron":"0 2 1 jan *","timezone":"UTC"}""",
            Json.Line(SubmitCases.Register(submissions.Site, Desk.Scheduled()), SubmitJson.Default.Registration));
        Assert.True(SubmitCases.Register(submissions.Site, Desk.Scheduled()).Unchanged);
        Desk.Refuses(ProblemCodes.ScheduleDiffers, () => SubmitCases.Check(submissions.Site, Desk.Scheduled("false")));
        Desk.Refuses(ProblemCodes.ScheduleDiffers, () => SubmitCases.Register(submissions.Site, Desk.Scheduled("false")));
        Assert.True(SubmitCases.Register(submissions.Site, Desk.Scheduled("false", replaces: true)).Replaced);
    }

    [Fact]
    public void A_plan_says_what_a_registration_would_change()
    {
        SubmitCases.Register(submissions.Site, Desk.Scheduled());
        var plan = Json.Line(SubmitCases.Plan(submissions.Site, Desk.Scheduled("false")), PlanJson.Default.PlanView);
        Assert.Contains("""
            "misfits":[],"next":["2031-01-01T02:00:00.000000Z","2032-01-01T02:00:00.000000Z","2033-01-01T02:00:00.000000Z"],"refused":true,"changes":["task a command
            """.Trim(), plan);
        Assert.DoesNotContain("refused", Json.Line(SubmitCases.Plan(submissions.Site, Desk.Job()), PlanJson.Default.PlanView));
    }

    [Fact]
    public void Without_a_schedule_nothing_is_registered() =>
        Desk.Refuses(ProblemCodes.NoSchedule, () => SubmitCases.Register(submissions.Site, Desk.Job() with { Registers = true }));

    public void Dispose() => submissions.Dispose();
}
