using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Linux.Clocks;
using Rota.Store.Records;

namespace Rota.App.Schedules;

/// <summary>When a schedule runs, on the clock of its zone.</summary>
internal static class ScheduleTimes
{
    /// <summary>The next instants; none where this machine does not know the zone.</summary>
    public static IReadOnlyList<Instant> After(ScheduleSpec schedule, Instant now, int count) =>
        Zone(schedule) is { } zone ? [.. Occurrences.After(schedule.Cron, zone, now, count)] : [];

    /// <summary>An instant as the zone's clock shows it, with what it is ahead of UTC.</summary>
    public static string Text(ScheduleSpec schedule, Instant at) => Text(schedule.TimeZone, at);

    /// <summary>The same, on the clock of a zone by its name.</summary>
    public static string Text(string timeZone, Instant at) =>
        at == Instant.Never ? "never"
        : new SystemTimeZones().Find(timeZone) is { } zone
            ? $"{TimeZoneInfo.ConvertTime(at.ToDateTime(), zone):yyyy-MM-dd HH:mm:ss zzz}"
        : $"{at.ToDateTime():yyyy-MM-dd HH:mm:ss zzz}";

    /// <summary>Whether this machine knows the zone.</summary>
    public static bool KnowsZone(ScheduleSpec schedule) => Zone(schedule) is not null;

    /// <summary>Whether it passes over instants to come, because a clock was ahead when it was decided on.</summary>
    public static bool IsSilent(ScheduleRow row, Instant now) =>
        !row.IsPaused && Zone(row.Spec) is { } zone && Silence.Is(row.Spec, row.Due, zone, now);

    /// <summary>
    /// Why the schedule fires nothing until long after its next instant, and the remedy; null where it does.
    /// </summary>
    public static string? WhySilent(ScheduleRow row, Instant now) =>
        !IsSilent(row, now)
            ? null
            : $"schedule {Plain.Line(row.Name)} fires nothing before {Text(row.Spec, row.Due)}: "
                + (
                    row.LastFired > now
                        ? "its last instant that fired lies "
                            + $"{Words.Duration(row.LastFired.Value - now)} ahead of this clock"
                        : $"the clock was ahead when it was registered or resumed"
                )
                + $". If the clock is right now: rota schedule resume {Plain.Line(row.Name)}; "
                + "no instant fires twice by it";

    private static TimeZoneInfo? Zone(ScheduleSpec schedule) => new SystemTimeZones().Find(schedule.TimeZone);
}
