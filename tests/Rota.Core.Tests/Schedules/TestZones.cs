using Rota.Core.Schedules;

namespace Rota.Core.Tests.Schedules;

/// <summary>Two zones that need no files: their rules are written here, so no update of a machine changes a test.</summary>
internal sealed class TestZones : ITimeZones
{
    /// <summary>Paris as it is since 1996: forward on the last Sunday of March at 2, back in October at 3.</summary>
    public static readonly TimeZoneInfo Paris = TimeZoneInfo.CreateCustomTimeZone(
        "Europe/Paris", TimeSpan.FromHours(1), "Paris", "CET", "CEST",
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                new DateTime(1996, 1, 1), DateTime.MaxValue.Date, TimeSpan.FromHours(1),
                TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday),
                TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday)),
        ]);

    public IEnumerable<string> Names => ["UTC", "Europe/Paris", "America/New_York"];

    public string? Own => "Europe/Paris";

    public TimeZoneInfo? Find(string name) =>
        name switch
        {
            "UTC" => TimeZoneInfo.Utc,
            "Europe/Paris" => Paris,
            _ => null,
        };
}
