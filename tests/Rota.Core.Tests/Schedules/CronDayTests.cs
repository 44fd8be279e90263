using Cronos;
using Rota.Core.Model;
using Ours = Rota.Core.Schedules.CronExpression;

namespace Rota.Core.Tests.Schedules;

/// <summary>Days that a month decides: <c>L</c>, <c>LW</c>, <c>15W</c>, <c>friL</c>, <c>fri#3</c>.</summary>
public sealed class CronDayTests
{
    private static readonly string[] Names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    [Theory]
    [InlineData("0 0 L * *", "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30")]
    [InlineData("0 0 L-3 * *", "2026-01-28", "2026-02-25", "2026-03-28")]
    [InlineData("0 0 LW * *", "2026-01-30", "2026-02-27", "2026-03-31", "2026-04-30", "2026-05-29")]
    [InlineData("0 0 15W * *", "2026-01-15", "2026-02-16", "2026-03-16", "2026-04-15", "2026-05-15", "2026-06-15")]
    [InlineData("0 0 1W * *", "2026-01-01", "2026-02-02", "2026-03-02", "2026-04-01", "2026-05-01", "2026-06-01", "2026-07-01", "2026-08-03")]
    [InlineData("0 0 31W * *", "2026-01-30", "2026-03-31", "2026-05-29")]
    [InlineData("0 0 l-1w * *", "2026-01-30", "2026-02-27", "2026-03-30")]
    [InlineData("0 0 * * friL", "2026-01-30", "2026-02-27", "2026-03-27")]
    [InlineData("0 0 * * FRI#3", "2026-01-16", "2026-02-20", "2026-03-20")]
    [InlineData("0 0 * * mon#5", "2026-03-30", "2026-06-29", "2026-08-31")]
    [InlineData("0 0 1,L * *", "2026-01-01", "2026-01-31", "2026-02-01", "2026-02-28")]
    [InlineData("0 0 * * mon#1,satL,wed", "2026-01-05", "2026-01-07", "2026-01-14", "2026-01-21", "2026-01-28", "2026-01-31")]
    [InlineData("0 0 * 2 fri#5", "2036-02-29", "2064-02-29", "2092-02-29", "2104-02-29", "2132-02-29")]
    [InlineData("0 0 L-30 * *", "2026-01-01", "2026-03-01", "2026-05-01")]
    public void An_expression_names_these_days(string text, params string[] expected) =>
        Assert.Equal(expected, Clock.Next(text, TimeZoneInfo.Utc, "2025-12-31T23:59:00Z", expected.Length)
            .Select(at => at.ToDateTime().ToString("yyyy-MM-dd")));

    [Theory]
    [InlineData("0 0 * * 5L", "the day of week \"5L\" has two meanings: 5 is fri in cron, and thu in Quartz. Write the name: friL")]
    [InlineData("0 0 * * 6#3", "the day of week \"6#3\" has two meanings: 6 is sat in cron, and fri in Quartz. Write the name: sat#3")]
    [InlineData("0 0 * * 0L", "the day of week \"0L\" has two meanings: 0 is sun in cron, and nothing in Quartz. Write the name: sunL")]
    [InlineData("0 0 * * L", "the day of week \"L\" is Saturday in Quartz and nothing elsewhere: write sat, or satL for the last one of the month")]
    [InlineData("0 0 * * fri#6", "the day of week \"fri#6\" has no number from 1 to 5 after its #")]
    [InlineData("0 0 * * fri#", "the day of week \"fri#\" has no number from 1 to 5 after its #")]
    [InlineData("0 0 * * xL", "the day of week \"xL\" is not known: friL is the last Friday of the month, fri#3 the third")]
    [InlineData("0 0 L5 * *", "the day of month \"L5\" is not known: L is the last day of the month, L-3 three days before it, LW the last from Monday to Friday, 15W the one nearest to the 15th")]
    [InlineData("0 0 L-31 * *", "the day of month \"L-31\" is not known: L is the last day of the month, L-3 three days before it, LW the last from Monday to Friday, 15W the one nearest to the 15th")]
    [InlineData("0 0 1-5W * *", "the day of month \"1-5W\" is not known: L is the last day of the month, L-3 three days before it, LW the last from Monday to Friday, 15W the one nearest to the 15th")]
    [InlineData("0 0 L * fri", "\"L\" and \"fri\" have two meanings together: either, or both. Write one of them as *")]
    [InlineData("0 0 13 * friL", "\"13\" and \"friL\" have two meanings together: either, or both. Write one of them as *")]
    [InlineData("0 0 L-30 2 *", "this day never comes: no month of it is so long")]
    public void What_has_two_meanings_or_none_is_refused_by_name(string text, string problem) =>
        Assert.Equal((null, problem), Ours.Parse(text));

    /// <summary>One field decides the day, so that Cronos joins the two as crontab does.</summary>
    [Fact]
    public void Cronos_names_the_same_instants()
    {
        for (var seed = 1UL; seed <= 400; seed++)
        {
            var random = new Prng(seed);
            var text = Drawn(ref random);
            var from = new DateTime(1995 + (int)random.NextBelow(60), 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(random.NextBelow(500_000));
            var theirs = CronExpression.Parse(text).GetOccurrences(from, from.AddYears(12)).Take(30).ToArray();
            var (cron, problem) = Ours.Parse(text);
            if (theirs.Length == 0)
            {
                continue;
            }

            Assert.True(cron is not null, $"{text}: {problem}");
            Assert.Equal(theirs, Chain(cron, from, theirs.Length));
        }
    }

    private static IEnumerable<DateTime> Chain(Ours cron, DateTime from, int count)
    {
        var at = cron.FirstFrom(from);
        for (; count > 0; count--)
        {
            yield return at!.Value;
            at = cron.FirstFrom(at.Value.AddMinutes(1));
        }
    }

    private static string Drawn(ref Prng random)
    {
        var (day, weekday) = random.NextBelow(6) switch
        {
            0 => ("L", "*"),
            1 => ($"L-{1 + random.NextBelow(30)}", "*"),
            2 => ($"{1 + random.NextBelow(31)}W", "*"),
            3 => (random.NextBelow(2) == 0 ? "LW" : $"L-{1 + random.NextBelow(20)}W", "*"),
            4 => ("*", $"{Names[random.NextBelow(7)]}L"),
            _ => ("*", $"{Names[random.NextBelow(7)]}#{1 + random.NextBelow(5)}"),
        };
        return $"{random.NextBelow(60)} {random.NextBelow(24)} {day} {(random.NextBelow(3) == 0 ? $"{1 + random.NextBelow(12)}" : "*")} {weekday}";
    }
}
