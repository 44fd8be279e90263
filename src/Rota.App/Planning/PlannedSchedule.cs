using System.Text.Json.Serialization;
using Rota.Core.Schedules;

namespace Rota.App.Planning;

/// <summary>When a planned job would be submitted by itself.</summary>
/// <param name="Cron">The moments.</param>
/// <param name="TimeZone">Whose clock they are read on.</param>
/// <param name="Overlap">What happens while an earlier run is open.</param>
/// <param name="CatchUpSeconds">How far back instants are made up for.</param>
/// <param name="Replaces">Whether it may take the place of a different one of its name.</param>
public sealed record PlannedSchedule(
    string Cron,
    [property: JsonPropertyName("timezone")] string TimeZone,
    string Overlap,
    double CatchUpSeconds,
    bool Replaces
)
{
    internal static PlannedSchedule Of(ScheduleSpec spec, bool replaces) =>
        new(spec.Cron.Text, spec.TimeZone, spec.Overlap.WireName(), spec.CatchUp.TotalSeconds, replaces);
}
