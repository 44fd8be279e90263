using Rota.App.Problems;
using Rota.App.Schedules;
using Rota.App.Submitting;

namespace Rota.Cli.Tests.Submitting;

/// <summary>What becomes of a schedule that is there.</summary>
public sealed class ScheduleCasesTests : IDisposable
{
    private readonly Desk submissions = new();

    public ScheduleCasesTests() => SubmitCases.Register(submissions.Site, Desk.Scheduled());

    [Fact]
    public void A_change_answers_with_how_it_stands()
    {
        Assert.Equal("active", ScheduleCases.Find(submissions.Site, "job").State);
        Assert.Equal("paused", ScheduleCases.Change(submissions.Site, "job", ScheduleChange.Pause).State);
        Assert.Null(Assert.Single(ScheduleCases.List(submissions.Site).Schedules).Next);
        Assert.Equal("active", ScheduleCases.Change(submissions.Site, "job", ScheduleChange.Resume).State);
        Assert.Equal("removed", ScheduleCases.Change(submissions.Site, "job", ScheduleChange.Removal).State);
        Assert.Empty(ScheduleCases.List(submissions.Site).Schedules);
    }

    [Fact]
    public void A_run_beside_its_set_times_is_its_last_job()
    {
        Assert.Equal(1, SubmitCases.RunSchedule(submissions.Site, "job", new Dictionary<string, string>()).Id);
        var schedule = Assert.Single(ScheduleCases.List(submissions.Site).Schedules);
        Assert.Equal((1, "queued"), (schedule.LastJob, schedule.LastJobState));
    }

    [Fact]
    public void So_many_next_runs_are_told_as_are_asked_for()
    {
        Assert.Equal(3, ScheduleCases.Next(submissions.Site, "job", 3).Next.Count);
        Desk.Refuses(ProblemCodes.Usage, () => ScheduleCases.Next(submissions.Site, "job", 0));
        Desk.Refuses(ProblemCodes.NoSuchSchedule, () => ScheduleCases.Next(submissions.Site, "jab", 1));
    }

    public void Dispose() => submissions.Dispose();
}
