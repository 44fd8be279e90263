using Rota.App.Problems;
using Rota.App.Schedules;
using Rota.App.Submitting;

namespace Rota.Cli.Tests.Submitting;

/// <summary>What becomes of a schedule that is there.</summary>
public sealed class ScheduleCasesTests : IDisposable
{
    private readonly Desk desk = new();

    public ScheduleCasesTests() => SubmitCases.Register(desk.Site, Desk.Scheduled());

    [Fact]
    public void A_change_answers_with_how_it_stands()
    {
        Assert.Equal("active", ScheduleCases.Find(desk.Site, "job").State);
        Assert.Equal("paused", ScheduleCases.Change(desk.Site, "job", ScheduleChange.Pause).State);
        Assert.Null(Assert.Single(ScheduleCases.List(desk.Site).Schedules).Next);
        Assert.Equal("active", ScheduleCases.Change(desk.Site, "job", ScheduleChange.Resume).State);
        Assert.Equal("removed", ScheduleCases.Change(desk.Site, "job", ScheduleChange.Removal).State);
        Assert.Empty(ScheduleCases.List(desk.Site).Schedules);
    }

    [Fact]
    public void A_run_beside_its_set_times_is_its_last_job()
    {
        Assert.Equal(1, SubmitCases.RunSchedule(desk.Site, "job").Id);
        var schedule = Assert.Single(ScheduleCases.List(desk.Site).Schedules);
        Assert.Equal((1, "queued"), (schedule.LastJob, schedule.LastJobState));
    }

    [Fact]
    public void So_many_next_runs_are_told_as_are_asked_for()
    {
        Assert.Equal(3, ScheduleCases.Next(desk.Site, "job", 3).Next.Count);
        Desk.Refuses(ProblemCodes.Usage, () => ScheduleCases.Next(desk.Site, "job", 0));
        Desk.Refuses(ProblemCodes.NoSuchSchedule, () => ScheduleCases.Next(desk.Site, "jab", 1));
    }

    public void Dispose() => desk.Dispose();
}
