using System.Text.Json.Serialization;
using Rota.App.Views;
using Rota.Core.Model;

namespace Rota.App.Schedules;

/// <summary>When a schedule runs next.</summary>
public sealed record ScheduleRuns : View
{
    internal ScheduleRuns(ScheduleView schedule, IReadOnlyList<Instant> next)
    {
        (Schedule, Next) = (schedule, next);
    }

    [JsonConstructor]
    internal ScheduleRuns() { }

    /// <summary>Its name.</summary>
    public string Name => Schedule.Name;

    /// <summary>Whether nothing of it fires.</summary>
    public bool Paused => Schedule.Paused;

    /// <summary>The instants.</summary>
    public IReadOnlyList<Instant> Next { get; init; } = [];

    /// <summary>Whether a daemon is there that fires it.</summary>
    [JsonPropertyName("served")]
    public bool IsServed { get; init; }

    /// <summary>The schedule.</summary>
    public ScheduleView Schedule { get; init; } = new();
}
