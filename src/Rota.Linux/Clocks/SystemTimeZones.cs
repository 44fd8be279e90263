using System.Security;
using Rota.Core.Schedules;

namespace Rota.Linux.Clocks;

/// <summary>The time zones of this machine (the tz database below /usr/share/zoneinfo).</summary>
public sealed class SystemTimeZones : ITimeZones
{
    /// <inheritdoc/>
    public IEnumerable<string> Names => TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Prepend("UTC");

    /// <inheritdoc/>
    public string? Own => Find(TimeZoneInfo.Local.Id) is null ? null : TimeZoneInfo.Local.Id;

    /// <inheritdoc/>
    public TimeZoneInfo? Find(string name)
    {
        // Names are looked up as files: one that leads elsewhere is none.
        if (name.Length == 0 || name.Contains("..", StringComparison.Ordinal) || name[0] == '/')
        {
            return null;
        }

        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(name);
        }
        catch (Exception error)
            when (error is TimeZoneNotFoundException or InvalidTimeZoneException or SecurityException)
        {
            return null;
        }
    }
}
