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
        Row = row;
        Silence = ScheduleTimes.WhySilent(row, now);
        State =
            row.IsPaused ? "paused"
            : !ScheduleTimes.KnowsZone(row.Spec) ? "zone unknown here"
            : Silence is not null ? "silent"
            : row.Waiting > 0 ? $"{row.Waiting} waiting"
            : "active";
    }

    /// <summary>What the state holds of it.</summary>
    [JsonIgnore]
    public ScheduleRow Row { get; }

    /// <summary>Its state in a word: active, paused, or what keeps it from firing.</summary>
    [JsonIgnore]
    public string State { get; }

    /// <summary>Why it fires nothing until long after its next instant, and the remedy; null where it does.</summary>
    [JsonIgnore]
    public string? Silence { get; }

    /// <summary>Its name.</summary>
    public string Name => Row.Name;

    /// <summary>The moments.</summary>
    public string Cron => Row.Spec.Cron.Text;

    /// <summary>Whose clock they are read on.</summary>
    [JsonPropertyName("timezone")]
    public string TimeZone => Row.Spec.TimeZone;

    /// <summary>What happens while an earlier run is open.</summary>
    public string Overlap => Row.Spec.Overlap.WireName();

    /// <summary>How far back instants are made up for.</summary>
    public double CatchUpSeconds => Row.Spec.CatchUp.TotalSeconds;

    /// <summary>Whether nothing of it fires.</summary>
    public bool Paused => Row.IsPaused;

    /// <summary>The instant it fires at next; null where it is paused or there is none.</summary>
    public Instant? Next => Row.IsPaused || Row.Due == Instant.Never ? null : Row.Due;

    /// <summary>The newest instant that a job was made for.</summary>
    public Instant? LastFired => Row.LastFired;

    /// <summary>The newest instant that was left out because an earlier run was open.</summary>
    public Instant? LastSkipped => Row.LastSkipped;

    /// <summary>Until when it passes over instants, because a clock was ahead; null where it does not.</summary>
    public Instant? SilentUntil => Silence is null ? null : Row.Due;

    /// <summary>Instants that wait for an earlier run to end.</summary>
    public int Waiting => Row.Waiting;

    /// <summary>The job it made last.</summary>
    public long? LastJob => Row.LastJob?.Id.Value;

    /// <summary>What became of that.</summary>
    public string? LastJobState => Row.LastJob?.State.WireName();
}
