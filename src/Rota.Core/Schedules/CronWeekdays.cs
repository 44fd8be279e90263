using System.Globalization;

namespace Rota.Core.Schedules;

/// <summary>
/// The days of a week that a cron expression names: each one (<c>fri</c>), the last of a month (<c>friL</c>), or the
/// one of a number in it (<c>fri#3</c>). With these a day has its name: numbers begin elsewhere in Quartz.
/// </summary>
/// <param name="Plain">A bit a day, from Sunday.</param>
/// <param name="Last">The same for the last of a month.</param>
/// <param name="Nth">The same for the first, and on by seven bits for each further one.</param>
internal readonly record struct CronWeekdays(ulong Plain, ulong Last, ulong Nth)
{
    private const int DaysOfWeek = 7;
    private const int NthMax = 5;

    /// <summary>Whether it says more than days of each week.</summary>
    public bool IsSpecial => (Last | Nth) != 0;

    /// <summary>The days that a text stands for; or what is wrong with it.</summary>
    public static (CronWeekdays Days, string? Problem) Parse(string text)
    {
        var days = default(CronWeekdays);
        var plain = new List<string>();
        foreach (var part in text.Split(','))
        {
            var (name, suffix) = Split(part);
            if (suffix.Length == 0)
            {
                plain.Add(part);
                continue;
            }

            if (ProblemOf(part, name, suffix) is { } wrong)
            {
                return (days, wrong);
            }

            var day = CronField.Weekday.Words.IndexOf(name);
            days =
                suffix == "L"
                    ? days with
                    {
                        Last = days.Last | (1UL << day),
                    }
                    : days with
                    {
                        Nth = days.Nth | (1UL << (((Number(suffix[1..])!.Value - 1) * DaysOfWeek) + day)),
                    };
        }

        var (set, problem) = plain.Count == 0 ? (0UL, null) : CronField.Weekday.Parse(string.Join(',', plain));
        return (days with { Plain = set }, problem);
    }

    /// <summary>Whether it names a day.</summary>
    public bool Has(DateTime day)
    {
        var weekday = (int)day.DayOfWeek;
        return (Plain >> weekday & 1) == 1
            || ((Last >> weekday & 1) == 1 && day.Day + DaysOfWeek > DateTime.DaysInMonth(day.Year, day.Month))
            || (Nth >> (((day.Day - 1) / DaysOfWeek * DaysOfWeek) + weekday) & 1) == 1;
    }

    private static (string Name, string Suffix) Split(string part)
    {
        var lower = part.ToLowerInvariant();
        var at = lower.IndexOf('#', StringComparison.Ordinal);
        return at >= 0 ? (lower[..at], lower[at..])
            : lower.EndsWith('l') ? (lower[..^1], "L")
            : (lower, "");
    }

    private static string? ProblemOf(string part, string name, string suffix)
    {
        if (suffix != "L" && Number(suffix[1..]) is not (>= 1 and <= NthMax))
        {
            return $"the day of week \"{part}\" has no number from 1 to {NthMax} after its #";
        }

        var words = CronField.Weekday.Words;
        return words.Contains(name) ? null
            : name.Length == 0 && suffix == "L"
                ? "the day of week \"L\" is Saturday in Quartz and nothing elsewhere: write sat, or satL for the last "
                    + "one of the month"
            : Number(name) is { } number and >= 0 and <= DaysOfWeek
                ? $"the day of week \"{part}\" has two meanings: {number} is {words[number % DaysOfWeek]} in cron, and "
                    + $"{(number == 0 ? "nothing" : words[number - 1])} in Quartz. "
                    + $"Write the name: {words[number % DaysOfWeek]}{suffix}"
            : $"the day of week \"{part}\" is not known: friL is the last Friday of the month, fri#3 the third";
    }

    private static int? Number(string text) =>
        text.Length == 1 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
