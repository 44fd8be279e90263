using System.Text.Json;
using Rota.App.Schedules;
using Rota.App.Wording;
using Rota.Cli.Rendering;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Linux.Clocks;
using Rota.Store.Records;

namespace Rota.Cli.Verbs.Submitting;

/// <summary>When a schedule runs next, on the clock of its zone.</summary>
internal static class NextRuns
{
    /// <summary>How many a plan shows.</summary>
    public const int Shown = 3;

    /// <summary>The next instants; none where this machine does not know the zone.</summary>
    public static IReadOnlyList<Instant> After(ScheduleSpec schedule, Instant now, int count) =>
        ScheduleTimes.After(schedule, now, count);

    /// <summary>An instant as the zone's clock shows it, with what it is ahead of UTC.</summary>
    public static string Text(ScheduleSpec schedule, Instant at) => ScheduleTimes.Text(schedule, at);

    /// <summary>Whether this machine knows the zone.</summary>
    public static bool KnowsZone(ScheduleSpec schedule) => ScheduleTimes.KnowsZone(schedule);

    /// <summary>Whether it passes over instants to come, because a clock was ahead when it was decided on.</summary>
    public static bool IsSilent(ScheduleRow row) => ScheduleTimes.IsSilent(row, WallClock.Now);

    /// <summary>The rules and the next instants of the job of a plan; nothing without a schedule.</summary>
    public static void Print(ScheduleSpec? schedule)
    {
        if (schedule is null)
        {
            return;
        }

        var back = schedule.CatchUp > TimeSpan.Zero ? Words.Duration(schedule.CatchUp) : "none";
        Screen.Out.WriteLine(
            $"  schedule: {schedule.Cron} in {schedule.TimeZone}, overlap {schedule.Overlap.Word()}, catch-up {back}"
        );
        foreach (var instant in After(schedule, WallClock.Now, Shown))
        {
            Screen.Out.WriteLine($"    next: {Text(schedule, instant)}");
        }
    }

    /// <summary>The next instants as an array.</summary>
    public static void Write(Utf8JsonWriter json, ScheduleSpec schedule, Instant now, int count)
    {
        json.WriteStartArray("next");
        foreach (var instant in After(schedule, now, count))
        {
            json.WriteStringValue(instant.ToString());
        }

        json.WriteEndArray();
    }
}
