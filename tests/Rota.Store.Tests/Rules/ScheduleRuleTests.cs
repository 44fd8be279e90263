using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Linux.Clocks;
using Rota.Store.Records;
using Rota.Store.Rows;
using Rota.Store.Rules;

namespace Rota.Store.Tests.Rules;

/// <summary>When a schedule is due, and what is written of what fires.</summary>
public sealed class ScheduleRuleTests
{
    private static readonly ScheduleTimes Times = new(Hour(3), LastFired: Hour(2), LastSkipped: null);

    [Fact]
    public void It_is_due_at_the_next_instant_that_has_no_row() =>
        Assert.Equal(
            Hour(4),
            ScheduleRule.NextDue(ScheduleBook.Hourly, new SystemTimeZones(), Hour(1), instant => instant == Hour(2) || instant == Hour(3)));

    [Fact]
    public void What_fired_beyond_the_due_instant_is_not_what_fired_last() =>
        Assert.Equal(
            (Hour(1), Hour(2)),
            (ScheduleRule.DueAt(Times, Hour(2), () => Hour(1)).LastFired!.Value, ScheduleRule.DueAt(Times, Hour(3), () => Hour(1)).LastFired!.Value));

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    public void Only_what_is_due_too_late_is_healed(int hour, bool isHealed) =>
        Assert.Equal(isHealed, ScheduleRule.IsHealed(Times, Hour(hour)));

    [Fact]
    public void A_late_instant_does_not_move_what_fired_last_back() =>
        Assert.Equal(
            new ScheduleTimes(Hour(9), Hour(2), Hour(8)),
            FireRule.After(Times, new Firing { Starts = [Hour(1)], Skipped = Hour(8), Due = Hour(9) }));

    [Fact]
    public void An_instant_with_a_row_waits_no_second_time_and_one_with_a_job_starts_none()
    {
        var firing = new Firing { Waiting = [Hour(1), Hour(2)], Starts = [Hour(2), Hour(3), Hour(4)], Due = Hour(9) };
        var (waits, starts) = FireRule.Rows(firing, instant =>
            instant == Hour(2) ? new FireRow(instant, Job: null)
            : instant == Hour(3) ? new FireRow(instant, new JobId(7))
            : null);
        Assert.Equal([Hour(1)], waits);
        Assert.Equal([Hour(2), Hour(4)], starts);
    }

    [Theory]
    [InlineData(false, RegistrationKind.Refused, false)]
    [InlineData(true, RegistrationKind.Replaced, true)]
    public void Another_one_of_the_name_is_replaced_only_where_that_is_asked_for(bool replace, RegistrationKind kind, bool isWritten)
    {
        var other = ScheduleBook.Hourly with { Overlap = Overlap.Allow };
        var plan = ScheduleRule.Register((Home.Spec(), ScheduleBook.Hourly), (Home.Spec(), other), replace);
        Assert.Equal((kind, isWritten, isWritten), (plan.Answer.Kind, plan.IsWritten, plan.Begins));
    }

    private static Instant Hour(int hour) => ScheduleBook.Hour(hour);
}
