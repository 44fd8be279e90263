using Rota.Core.Model;

namespace Rota.Core.Schedules;

/// <summary>
/// When an expression comes in a time zone. A moment that the zone's clock leaves out comes once, right after the gap.
/// Of a moment that the clock shows twice the first comes; an interval comes through both.
/// </summary>
public static class Occurrences
{
    /// <summary>No zone sets its clock back by more.</summary>
    private static readonly TimeSpan OverlapMax = TimeSpan.FromHours(3);

    /// <summary>The first instant after another, or null when there is none any more.</summary>
    public static Instant? Next(CronExpression cron, TimeZoneInfo zone, Instant after)
    {
        var local = TimeZoneInfo.ConvertTime(after.ToDateTime(), zone).DateTime;
        var next = FirstPass(cron, zone, local, after);
        return
            cron.IsInterval
            && zone.IsAmbiguousTime(local)
            && SecondPass(cron, zone, local, after) is { } again
            && (next is null || again < next)
            ? again
            : next;
    }

    /// <summary>The next instants, so many at most.</summary>
    public static IEnumerable<Instant> After(CronExpression cron, TimeZoneInfo zone, Instant after, int count)
    {
        for (var at = Next(cron, zone, after); at is { } instant && count-- > 0; at = Next(cron, zone, instant))
        {
            yield return instant;
        }
    }

    private static Instant? FirstPass(CronExpression cron, TimeZoneInfo zone, DateTime local, Instant after)
    {
        for (var at = cron.FirstFrom(local); at is { } moment; at = cron.FirstFrom(moment.AddMinutes(1)))
        {
            if (Early(zone, moment) is var instant && instant > after)
            {
                return instant;
            }
        }

        return null;
    }

    /// <summary>The first that comes while the clock shows an hour for the second time.</summary>
    private static Instant? SecondPass(CronExpression cron, TimeZoneInfo zone, DateTime local, Instant after)
    {
        for (
            var at = cron.FirstFrom(local - OverlapMax);
            at is { } moment && moment < local + OverlapMax;
            at = cron.FirstFrom(moment.AddMinutes(1))
        )
        {
            if (
                zone.IsAmbiguousTime(moment)
                && InstantOf(moment, zone.GetAmbiguousTimeOffsets(moment).Min()) is var instant
                && instant > after
            )
            {
                return instant;
            }
        }

        return null;
    }

    /// <summary>The first instant at which the zone's clock shows a moment, or has passed it.</summary>
    internal static Instant Early(TimeZoneInfo zone, DateTime moment)
    {
        while (zone.IsInvalidTime(moment))
        {
            // Gaps begin and end with whole minutes, and are hardly ever longer than an hour.
            moment = moment.AddMinutes(1);
        }

        var offset = zone.IsAmbiguousTime(moment)
            ? zone.GetAmbiguousTimeOffsets(moment).Max()
            : zone.GetUtcOffset(moment);
        return InstantOf(moment, offset);
    }

    private static Instant InstantOf(DateTime moment, TimeSpan offset) =>
        Instant.From(new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Unspecified), offset));
}
