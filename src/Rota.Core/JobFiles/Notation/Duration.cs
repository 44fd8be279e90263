using System.Buffers;
using System.Globalization;

namespace Rota.Core.JobFiles.Notation;

/// <summary>
/// Durations as people write them: <c>500ms</c>, <c>10s</c>, <c>1h30m</c>, <c>2d</c>, plain seconds, or as Slurm does.
/// </summary>
public static class Duration
{
    /// <summary>What to write, for a message.</summary>
    public const string Form = "write it as 500ms, 10s, 5m, 2h, 1d, 1h30m, or in seconds";

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    /// <summary>Reads a duration of at most ten years.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty || rest.Length > 64)
        {
            return false;
        }

        if (ClockDuration.IsMeant(rest))
        {
            return ClockDuration.TryParse(rest, out duration) && duration <= Longest;
        }

        var ticks = 0m;
        var lastUnit = decimal.MaxValue;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(NumberCharacters) is var end and >= 0 ? end : rest.Length;
            if (
                !decimal.TryParse(
                    rest[..digits],
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                || number > 1_000_000_000
            )
            {
                return false;
            }

            rest = rest[digits..];
            var letters = rest.IndexOfAny(NumberCharacters) is var next and >= 0 ? next : rest.Length;
            var isPlainSeconds = letters == 0 && lastUnit == decimal.MaxValue && rest.IsEmpty;
            var unit = isPlainSeconds ? TimeSpan.TicksPerSecond : TicksOf(rest[..letters]);

            // Units fall from left to right: "30m1h" and "1h1h" are mistakes more often than meant.
            if (unit is not { } size || size >= lastUnit)
            {
                return false;
            }

            ticks += number * size;
            lastUnit = size;
            rest = rest[letters..];
        }

        duration = ticks <= Longest.Ticks ? TimeSpan.FromTicks((long)ticks) : TimeSpan.Zero;
        return ticks <= Longest.Ticks;
    }

    private static decimal? TicksOf(ReadOnlySpan<char> unit) =>
        unit switch
        {
            "ms" => TimeSpan.TicksPerMillisecond,
            "s" => TimeSpan.TicksPerSecond,
            "m" => TimeSpan.TicksPerMinute,
            "h" => TimeSpan.TicksPerHour,
            "d" => TimeSpan.TicksPerDay,
            _ => null,
        };
}
