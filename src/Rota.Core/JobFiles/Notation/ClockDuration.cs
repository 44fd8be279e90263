using System.Globalization;

namespace Rota.Core.JobFiles.Notation;

/// <summary>
/// Durations as Slurm shows and takes them: <c>10:00</c> (minutes and seconds), <c>1:30:00</c>, <c>1-12</c> (days and
/// hours), <c>1-12:30</c>, <c>1-12:30:00</c>.
/// </summary>
internal static class ClockDuration
{
    private const int DigitsMax = 6;

    /// <summary>Whether a text has this form, whatever its numbers.</summary>
    public static bool IsMeant(ReadOnlySpan<char> text) => text.ContainsAny(':', '-');

    /// <summary>Reads one.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var days = 0;
        var dash = text.IndexOf('-');
        var hasDays = dash >= 0;
        if (hasDays && !TryNumber(text[..dash], out days))
        {
            return false;
        }

        var numbers = new List<int>();
        var clock = hasDays ? text[(dash + 1)..] : text;
        foreach (var range in clock.Split(':'))
        {
            if (!TryNumber(clock[range], out var number) || numbers.Count == 3)
            {
                return false;
            }

            numbers.Add(number);
        }

        duration = (hasDays, numbers) switch
        {
            (true, [var hours]) => new(days, hours, 0, 0),
            (true, [var hours, var minutes]) => new(days, hours, minutes, 0),
            (false, [var minutes, var seconds]) => new(0, minutes, seconds),
            (_, [var hours, var minutes, var seconds]) => new(days, hours, minutes, seconds),
            _ => TimeSpan.MinValue,
        };
        return duration >= TimeSpan.Zero;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        return text.Length is > 0 and <= DigitsMax
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
