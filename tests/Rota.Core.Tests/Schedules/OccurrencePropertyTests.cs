using FsCheck;
using FsCheck.Fluent;
using Rota.Core.Model;
using Rota.Core.Schedules;

namespace Rota.Core.Tests.Schedules;

/// <summary>What comes next, against a walk through all minutes.</summary>
public sealed class OccurrencePropertyTests
{
    private static readonly string[] Minutes = ["*", "*/7", "0", "30", "5-50/15", "0,59", "59"];
    private static readonly string[] Hours = ["*", "*/5", "2", "0", "1-3", "2,3", "23"];
    private static readonly string[] Days = ["*", "1", "29", "*/9", "25-31"];
    private static readonly string[] Weekdays = ["*", "0", "mon-fri", "sat,sun"];
    private static readonly Instant Begin = Clock.At("2026-01-01T00:00:00Z");

    /// <summary>Expressions, and instants of three years; every third is near a change of the clock in Paris.</summary>
    private static readonly Arbitrary<(CronExpression Cron, Instant After)> Drawn =
        (from minute in Gen.Elements(Minutes)
         from hour in Gen.Elements(Hours)
         from day in Gen.Elements(Days)
         from weekday in Gen.Elements(Weekdays)
         from seconds in Gen.OneOf(
             Gen.Choose(0, 3 * 365 * 86_400), Near("2026-03-29T01:00:00Z"), Near("2026-10-25T01:00:00Z"))
         select (Clock.Cron($"{minute} {hour} {day} * {weekday}"), Begin + TimeSpan.FromSeconds(seconds))).ToArbitrary();

    [Fact]
    public void The_next_is_later_and_nothing_between_is_left_out() => Prop.ForAll(Drawn, drawn =>
    {
        var next = Occurrences.Next(drawn.Cron, TestZones.Paris, drawn.After)!.Value;
        return next > drawn.After && Walk(drawn.Cron, drawn.After, next) == next;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void In_utc_each_next_is_named_by_the_fields() => Prop.ForAll(Drawn, drawn =>
        Occurrences.After(drawn.Cron, TimeZoneInfo.Utc, drawn.After, 20)
            .All(at => at.Micros % 60_000_000 == 0 && drawn.Cron.Matches(at.ToDateTime().DateTime)))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Instants_follow_each_other_whatever_they_are_asked_from() => Prop.ForAll(Drawn, drawn =>
    {
        Instant[] chain = [.. Occurrences.After(drawn.Cron, TestZones.Paris, drawn.After, 6)];
        return chain.Zip(chain.Skip(1)).All(pair => pair.First < pair.Second
            && Occurrences.Next(drawn.Cron, TestZones.Paris, new Instant(pair.Second.Micros - 1)) == pair.Second);
    }).QuickCheckThrowOnFailure();

    /// <summary>Minute by minute: what the zone's clock shows, and what it left out on the way.</summary>
    private static Instant? Walk(CronExpression cron, Instant after, Instant last)
    {
        var first = new Instant((after.Micros / 60_000_000 * 60_000_000) + 60_000_000);
        for (var at = first; at <= last; at += TimeSpan.FromMinutes(1))
        {
            var shown = Shown(at);
            var isSecond = TestZones.Paris.IsAmbiguousTime(shown)
                && Shown(at + TimeSpan.FromHours(-1)) == shown;
            var before = Shown(at + TimeSpan.FromMinutes(-1));
            var leftOut = Enumerable.Range(1, (int)Math.Max(0, (shown - before).TotalMinutes - 1)).Select(minute => before.AddMinutes(minute));
            if ((cron.Matches(shown) && (!isSecond || cron.IsInterval)) || leftOut.Any(cron.Matches))
            {
                return at;
            }
        }

        return null;
    }

    private static DateTime Shown(Instant at) => TimeZoneInfo.ConvertTime(at.ToDateTime(), TestZones.Paris).DateTime;

    private static Gen<int> Near(string text)
    {
        var middle = (int)(Clock.At(text) - Begin).TotalSeconds;
        return Gen.Choose(middle - 10_000, middle + 10_000);
    }
}
