using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Schedules;

/// <summary>How a schedule stands, after a change of it or before one that is only planned.</summary>
/// <param name="Schedule">Its name.</param>
/// <param name="State">A word: active, paused, removed, or what keeps it from firing.</param>
public sealed record ScheduleState(string Schedule, string State) : View
{
    /// <summary>The schedule; null once it is removed.</summary>
    [JsonPropertyName("details")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ScheduleView? Row { get; init; }
}
