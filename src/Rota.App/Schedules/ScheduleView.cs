using System.Text.Json.Serialization;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Store.Records;

namespace Rota.App.Schedules;

/// <summary>A schedule, and what became of its last run.</summary>
public sealed record ScheduleView
{
    internal ScheduleView(ScheduleRow row, Instant now)
    {
        (Name, Cron, TimeZone, Overlap) = (
            row.Name,
            row.Spec.Cron.Text,
            row.Spec.TimeZone,
            row.Spec.Overlap.WireName()
        );
        (CatchUpSeconds, Paused, Waiting) = (row.Spec.CatchUp.TotalSeconds, row.IsPaused, row.Waiting);
        Next = row.IsPaused || row.Due == Instant.Never ? null : row.Due;
        (LastFired, LastSkipped) = (row.LastFired, row.LastSkipped);
        (LastJob, LastJobState) = (row.LastJob?.Id.Value, row.LastJob?.State.WireName());
        Silence = ScheduleTimes.WhySilent(row, now);
        SilentUntil = Silence is null ? null : row.Due;
        State =
            row.IsPaused ? "paused"
            : !ScheduleTimes.KnowsZone(row.Spec) ? "zone unknown here"
            : Silence is not null ? "silent"
            : row.Waiting > 0 ? $"{row.Waiting} waiting"
            : "active";
    }

    [JsonConstructor]
    internal ScheduleView() { }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The moments.</summary>
    public string Cron { get; init; } = "";

    /// <summary>Whose clock they are read on.</summary>
    [JsonPropertyName("timezone")]
    public string TimeZone { get; init; } = "";

    /// <summary>What happens while an earlier run is open.</summary>
    public string Overlap { get; init; } = "";

    /// <summary>How far back instants are made up for.</summary>
    public double CatchUpSeconds { get; init; }

    /// <summary>Whether nothing of it fires.</summary>
    public bool Paused { get; init; }

    /// <summary>The instant it fires at next; null where it is paused or there is none.</summary>
    public Instant? Next { get; init; }

    /// <summary>The newest instant that a job was made for.</summary>
    public Instant? LastFired { get; init; }

    /// <summary>The newest instant that was left out because an earlier run was open.</summary>
    public Instant? LastSkipped { get; init; }

    /// <summary>Until when it passes over instants, because a clock was ahead; null where it does not.</summary>
    public Instant? SilentUntil { get; init; }

    /// <summary>Instants that wait for an earlier run to end.</summary>
    public int Waiting { get; init; }

    /// <summary>The job it made last.</summary>
    public long? LastJob { get; init; }

    /// <summary>What became of that.</summary>
    public string? LastJobState { get; init; }

    /// <summary>Its state in a word: active, paused, or what keeps it from firing.</summary>
    public string State { get; init; } = "";

    /// <summary>Why it fires nothing until long after its next instant, and the remedy; null where it does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Silence { get; init; }
}
