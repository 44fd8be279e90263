using System.Globalization;

namespace Rota.Core.JobFiles.Notation;

/// <summary>Durations as job files have them, so that <see cref="Duration"/> gives them back.</summary>
public static class DurationText
{
    private static readonly (long Ticks, string Unit)[] Units =
    [
        (TimeSpan.TicksPerDay, "d"),
        (TimeSpan.TicksPerHour, "h"),
        (TimeSpan.TicksPerMinute, "m"),
        (TimeSpan.TicksPerSecond, "s"),
        (TimeSpan.TicksPerMillisecond, "ms"),
    ];

    /// <summary>A duration in the largest unit that has a whole number of it.</summary>
    public static string Of(TimeSpan duration)
    {
        var (ticks, unit) = Units.FirstOrDefault(one => duration.Ticks % one.Ticks == 0);
        return duration == TimeSpan.Zero ? "0s"
            : unit is not null ? (duration.Ticks / ticks).ToString(CultureInfo.InvariantCulture) + unit
            : $"{(duration.Ticks / (decimal)TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture)}s";
    }
}
