using System.Globalization;
using System.Text.RegularExpressions;
using Rota.Core.Jobs;
using Rota.Core.Model;

namespace Rota.Core.Schedules;

/// <summary>
/// A moment as people write it: a time of a zone's clock, or an instant with its offset. What could mean two moments is
/// refused. Where the clock leaves the time out, or shows it twice, it is meant as in a schedule.
/// </summary>
public static partial class MomentText
{
    /// <summary>What to write, for a message.</summary>
    public const string Form =
        "write '22:00 Europe/Paris' for the next time that the clock there shows it, 'tomorrow 06:00 UTC', "
        + "'2026-11-28 22:00 Europe/Paris', or 2026-11-28T22:00+01:00";

    /// <summary>The moment that a text means now, or what is wrong with it and what to do.</summary>
    public static (StartMoment? Moment, string Problem, string Hint) Read(string text, Instant now, ITimeZones zones)
    {
        if (Absolute().IsMatch(text))
        {
            return Instant(text) is { } instant
                ? Future(text, instant, now)
                : (null, "the calendar has no such moment", Form);
        }

        if (
            OfClock().Match(text) is not { Success: true } parts
            || !TimeOnly.TryParse(parts.Groups["time"].Value, out var time)
        )
        {
            return (null, "this is no moment", Form);
        }

        if (parts.Groups["zone"] is not { Success: true, Value: var name })
        {
            return (
                null,
                "this does not say whose clock is meant",
                $"name its time zone: '{text} {zones.Own ?? "UTC"}'"
            );
        }

        if (zones.Find(name) is not { } zone)
        {
            return (null, $"there is no time zone {name}", ZoneHint.For(name, zones));
        }

        var today = TimeZoneInfo.ConvertTime(now.ToDateTime(), zone).Date;
        return parts.Groups["day"].Value switch
        {
            "" => (new StartMoment(text, Next(time, zone, now)), "", ""),
            "today" => Future(text, Occurrences.Early(zone, today + time.ToTimeSpan()), now),
            "tomorrow" => Future(text, Occurrences.Early(zone, today.AddDays(1) + time.ToTimeSpan()), now),
            var date => DateOnly.TryParseExact(date, "yyyy-MM-dd", out var day)
                ? Future(text, Occurrences.Early(zone, day.ToDateTime(time)), now)
                : (null, "the calendar has no such day", Form),
        };
    }

    /// <summary>An instant that is written with its offset; null for any other text.</summary>
    internal static Instant? Instant(string text) =>
        Absolute().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var instant)
            ? Model.Instant.From(instant)
            : null;

    private static Instant Next(TimeOnly time, TimeZoneInfo zone, Instant now) =>
        Occurrences.Next(CronExpression.Parse($"{time.Minute} {time.Hour} * * *").Cron!, zone, now)!.Value;

    private static (StartMoment? Moment, string Problem, string Hint) Future(string text, Instant at, Instant now) =>
        at > now
            ? (new StartMoment(text, at), "", "")
            : (null, $"this moment has passed: it is {now} now", "leave it out to start at once, or name a later one");

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Absolute();

    [GeneratedRegex(@"^(?:(?<day>today|tomorrow|\d{4}-\d\d-\d\d) )?(?<time>\d\d?:\d\d)(?: (?<zone>\S+))?$")]
    private static partial Regex OfClock();
}
