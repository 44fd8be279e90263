using System.Text.Json.Serialization;
using Rota.App.Views;
using Rota.Core.Bytes;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Submitting;

/// <summary>A schedule that was registered.</summary>
public sealed record Registration : View
{
    internal Registration(Registered outcome, ScheduleRow row, bool isServed)
    {
        (Schedule, Paused, Cron, TimeZone) = (row.Name, row.IsPaused, row.Spec.Cron.Text, row.Spec.TimeZone);
        (Replaced, Unchanged) = (outcome.Kind == RegistrationKind.Replaced, outcome.Kind == RegistrationKind.Same);
        (Next, Served) = (row.Due == Instant.Never ? null : row.Due, isServed);
        Changes = outcome.Changes.Count == 0 ? null : [.. outcome.Changes.Select(ByteText.Visible)];
    }

    [JsonConstructor]
    internal Registration() { }

    /// <summary>Its name.</summary>
    public string Schedule { get; init; } = "";

    /// <summary>Whether it took the place of another one.</summary>
    public bool Replaced { get; init; }

    /// <summary>Whether the same was registered already.</summary>
    public bool Unchanged { get; init; }

    /// <summary>The first instant that is not decided on, paused or not; null where none comes.</summary>
    public Instant? Next { get; init; }

    /// <summary>Whether a daemon is there that fires it.</summary>
    public bool Served { get; init; }

    /// <summary>Whether nothing of it fires until it is resumed.</summary>
    public bool Paused { get; init; }

    /// <summary>The moments.</summary>
    public string Cron { get; init; } = "";

    /// <summary>Whose clock they are read on.</summary>
    [JsonPropertyName("timezone")]
    public string TimeZone { get; init; } = "";

    /// <summary>What was different of the schedule that had the name; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Changes { get; init; }
}
