using System.Collections.Immutable;
using System.Globalization;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Model;

namespace Rota.Core.Schedules;

/// <summary>Which instants of a schedule lie in a span that has passed.</summary>
public static class Backfill
{
    /// <summary>Jobs that are made at a time.</summary>
    public const int InstantsMax = 1_000;

    private const string Form = "write 2026-11-01 for a day of the schedule's time zone, or 2026-11-01T02:00Z";

    /// <summary>The instants from one day or instant to another, both included; or what is wrong.</summary>
    /// <param name="spec">The rules of the schedule.</param>
    /// <param name="zone">Its time zone.</param>
    /// <param name="span">The two ends, and how far apart the instants are; null for those of the schedule.</param>
    /// <param name="now">What comes after it is left to the schedule.</param>
    public static (ImmutableArray<Instant> Instants, string? Problem, string? Hint) Instants(
        ScheduleSpec spec,
        TimeZoneInfo zone,
        (string From, string To, string? Every) span,
        Instant now
    )
    {
        if (Edge(span.From, zone, isEnd: false) is not { } from)
        {
            return ([], $"--from {span.From}: this is no day and no instant", Form);
        }

        if (Edge(span.To, zone, isEnd: true) is not { } to)
        {
            return ([], $"--to {span.To}: this is no day and no instant", Form);
        }

        var period = TimeSpan.Zero;
        if (span.Every is { } every && !(Duration.TryParse(every, out period) && period >= TimeSpan.FromMinutes(1)))
        {
            return ([], $"--every {every}: this is no duration of a minute or more", Duration.Form);
        }

        var last = to < now ? to : now;
        var all = span.Every is null ? OfRule(spec, zone, from) : Every(zone, from, period);
        var found = all.TakeWhile(instant => instant <= last).Take(InstantsMax + 1).ToImmutableArray();
        return found switch
        {
            [] when from > now => ([], "the span has not begun: a backfill makes up for what has passed", Form),
            [] => ([], "no instant lies in this span", "see when it runs: rota schedule next NAME"),
            { Length: > InstantsMax } => (
                [],
                $"more than {InstantsMax:N0} instants lie in this span",
                "make it shorter, or --every longer"
            ),
            _ => (found, null, null),
        };
    }

    private static IEnumerable<Instant> OfRule(ScheduleSpec spec, TimeZoneInfo zone, Instant from)
    {
        for (
            var at = Occurrences.Next(spec.Cron, zone, new Instant(from.Micros - 1));
            at is { } instant;
            at = Occurrences.Next(spec.Cron, zone, instant)
        )
        {
            yield return instant;
        }
    }

    /// <summary>Whole days keep their time of the clock, also where clocks are changed.</summary>
    private static IEnumerable<Instant> Every(TimeZoneInfo zone, Instant from, TimeSpan period)
    {
        var begin = TimeZoneInfo.ConvertTime(from.ToDateTime(), zone).DateTime;
        for (var count = 0; ; count++)
        {
            yield return period.Ticks % TimeSpan.TicksPerDay == 0
                ? Occurrences.Early(zone, begin + (period * count))
                : from + (period * count);
        }
    }

    private static Instant? Edge(string text, TimeZoneInfo zone, bool isEnd)
    {
        if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return isEnd
                ? new Instant(Occurrences.Early(zone, day.AddDays(1)).Micros - 1)
                : Occurrences.Early(zone, day);
        }

        return MomentText.Instant(text);
    }
}
