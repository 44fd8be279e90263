namespace Rota.Core.Schedules;

/// <summary>The time zones that a machine knows.</summary>
public interface ITimeZones
{
    /// <summary>A zone by its name, such as Europe/Paris; null when there is none.</summary>
    TimeZoneInfo? Find(string name);

    /// <summary>All names, for a hint.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>What the machine's own zone is called; null where that cannot be told.</summary>
    string? Own { get; }
}
