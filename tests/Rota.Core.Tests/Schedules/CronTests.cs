using Rota.Core.Model;
using Rota.Core.Schedules;

namespace Rota.Core.Tests.Schedules;

/// <summary>The notation of crontab(5), and what comes next by it.</summary>
public sealed class CronTests
{
    [Theory]
    [InlineData("0 2 * * *", "2026-01-01T02:00", "2026-01-02T02:00")]
    [InlineData("*/20 9-10 * * *", "2026-01-01T09:00", "2026-01-01T09:20", "2026-01-01T09:40", "2026-01-01T10:00")]
    [InlineData("5/25 0 * * *", "2026-01-01T00:05", "2026-01-01T00:30", "2026-01-01T00:55", "2026-01-02T00:05")]
    [InlineData("0 0 * jan,MAR mon-wed", "2026-01-05T00:00", "2026-01-06T00:00", "2026-01-07T00:00")]
    [InlineData("0 0 * * 7", "2026-01-04T00:00", "2026-01-11T00:00")]
    [InlineData("0 0 * * sat-sun", "2026-01-03T00:00", "2026-01-04T00:00", "2026-01-10T00:00")]
    [InlineData("0 0 29 2 *", "2028-02-29T00:00", "2032-02-29T00:00", "2036-02-29T00:00")]
    [InlineData("0 0 13 * fri", "2026-01-02T00:00", "2026-01-09T00:00", "2026-01-13T00:00", "2026-01-16T00:00")]
    [InlineData("0 0 */10 * fri", "2026-05-01T00:00", "2026-07-31T00:00", "2026-08-21T00:00")]
    [InlineData("@monthly", "2026-02-01T00:00", "2026-03-01T00:00")]
    [InlineData("@Weekly", "2026-01-04T00:00", "2026-01-11T00:00")]
    public void An_expression_names_these_moments(string text, params string[] expected) =>
        Assert.Equal(expected, Clock.Next(text, TimeZoneInfo.Utc, "2026-01-01T00:00:00Z", expected.Length)
            .Select(at => at.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm")));

    [Theory]
    [InlineData("0 2 * *", "cron must have five fields, not 4")]
    [InlineData("0 0 2 * * *", "cron must have five fields, not 6")]
    [InlineData("60 * * * *", "the minute \"60\" is not known: use numbers from 0 to 59, *, a-b, */n")]
    [InlineData("* * 0 * *", "the day of month \"0\" is not known: use numbers from 1 to 31, *, a-b, */n")]
    [InlineData("* * * 13 *", "the month \"13\" is not known: use numbers from 1 to 12, jan to dec, *, a-b, */n")]
    [InlineData("* * * * monday", "the day of week \"monday\" is not known: use numbers from 0 to 7, sun to sat, *, a-b, */n")]
    [InlineData("* 22-2 * * *", "the hour \"22-2\" runs backwards: write it as two ranges with a comma")]
    [InlineData("*/0 * * * *", "the minute \"*/0\" has no step above 0 after its /")]
    [InlineData("1,,2 * * * *", "the minute \"\" is not known: use numbers from 0 to 59, *, a-b, */n")]
    [InlineData("99999999999 * * * *", "the minute \"99999999999\" is not known: use numbers from 0 to 59, *, a-b, */n")]
    [InlineData("0 0 31 2,4 *", "this day never comes: no month of it is so long")]
    [InlineData("@dayly", "cron has no word \"@dayly\", did you mean @daily?")]
    [InlineData("@reboot", "cron has no word \"@reboot\"")]
    public void A_wrong_expression_is_refused_with_its_part(string text, string problem) =>
        Assert.Equal((null, problem), CronExpression.Parse(text));

    [Fact]
    public void A_time_before_the_end_of_the_calendar_is_no_failure() =>
        Assert.Null(Occurrences.Next(Clock.Cron("0 0 1 1 *"), TimeZoneInfo.Utc, Instant.From(DateTimeOffset.MaxValue)));
}
