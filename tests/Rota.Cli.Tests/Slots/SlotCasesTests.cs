using Rota.App.Problems;
using Rota.App.Slots;
using Rota.App.Views;
using Rota.Core.Slots;

namespace Rota.Cli.Tests.Slots;

/// <summary>What a timetable could do, as programs read it.</summary>
public sealed class SlotCasesTests
{
    [Fact]
    public void A_plan_is_told_in_milliseconds() =>
        Assert.Equal(
            """{"version":1,"fits":true,"capacity":952,"workers":5,"load":0.0053,"slot_ms":1904.761,"least_cycle_ms":53.03,"""
            + "\"highest_cost_ms\":1904.661,\"homes\":1,\"mean_wait_ms\":5000,\"worst_wait_ms\":11904.761}",
            Json.Line(SlotCases.Plan(new CapacityPlan(5, 10_000, 10_000_000, 5, 100)), SlotJson.Default.CapacityView));

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    public void What_is_no_timetable_is_refused(long workers, long cycle, int runners) =>
        Assert.Equal(ProblemCodes.Usage, Assert.Throws<ProblemException>(() =>
            SlotCases.Plan(new CapacityPlan(workers, 10_000, cycle, runners, 100))).Problem.Code);
}
