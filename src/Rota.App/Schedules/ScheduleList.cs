using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Schedules;

/// <summary>The schedules of a state.</summary>
/// <param name="Schedules">All of them, by name.</param>
public sealed record ScheduleList(IReadOnlyList<ScheduleView> Schedules) : View
{
    /// <summary>Whether a daemon is there that fires them.</summary>
    [JsonPropertyName("served")]
    public bool IsServed { get; init; }
}
