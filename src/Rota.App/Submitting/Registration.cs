using System.Text.Json.Serialization;
using Rota.App.Views;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Submitting;

/// <summary>A schedule that was registered.</summary>
public sealed record Registration : View
{
    internal Registration(Registered outcome, ScheduleRow row, bool isServed)
    {
        (Outcome, Row, Served) = (outcome, row, isServed);
    }

    /// <summary>What became of it, and what was different.</summary>
    [JsonIgnore]
    public Registered Outcome { get; }

    /// <summary>The schedule as it is now.</summary>
    [JsonIgnore]
    public ScheduleRow Row { get; }

    /// <summary>Its name.</summary>
    public string Schedule => Row.Name;

    /// <summary>Whether it took the place of another one.</summary>
    public bool Replaced => Outcome.Kind == RegistrationKind.Replaced;

    /// <summary>Whether the same was registered already.</summary>
    public bool Unchanged => Outcome.Kind == RegistrationKind.Same;

    /// <summary>The first instant that is not decided on, paused or not; null where none comes.</summary>
    public Instant? Next => Row.Due == Instant.Never ? null : Row.Due;

    /// <summary>Whether a daemon is there that fires it.</summary>
    public bool Served { get; }
}
