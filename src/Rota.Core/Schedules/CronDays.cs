using System.Globalization;

namespace Rota.Core.Schedules;

/// <summary>
/// The days of a month that a cron expression names: by number, before its end (<c>L</c>, <c>L-3</c>), or the weekday
/// nearest to one of these (<c>15W</c>, <c>LW</c>). A set has a bit a number.
/// </summary>
/// <param name="Plain">Days by number.</param>
/// <param name="BeforeEnd">Days before the last one; 0 is that itself.</param>
/// <param name="Near">Days by number, or the nearest from Monday to Friday in the same month.</param>
/// <param name="NearBeforeEnd">Days before the last one, or the nearest such.</param>
internal readonly record struct CronDays(ulong Plain, ulong BeforeEnd, ulong Near, ulong NearBeforeEnd)
{
    private const int DayMax = 31;

    private const string Form =
        "L is the last day of the month, L-3 three days before it, LW the last from Monday to Friday, "
        + "15W the one nearest to the 15th";

    /// <summary>Whether it says more than numbers.</summary>
    public bool IsSpecial => (BeforeEnd | Near | NearBeforeEnd) != 0;

    /// <summary>The days that a text stands for; or what is wrong with it.</summary>
    public static (CronDays Days, string? Problem) Parse(string text)
    {
        var days = default(CronDays);
        var plain = new List<string>();
        foreach (var part in text.Split(','))
        {
            var upper = part.ToUpperInvariant();
            var isNear = upper.EndsWith('W');
            var day = isNear ? upper[..^1] : upper;
            if (day.StartsWith('L') && BeforeLast(day[1..]) is { } before)
            {
                days = isNear
                    ? days with
                    {
                        NearBeforeEnd = days.NearBeforeEnd | (1UL << before),
                    }
                    : days with
                    {
                        BeforeEnd = days.BeforeEnd | (1UL << before),
                    };
            }
            else if (isNear && Number(day) is >= 1 and <= DayMax and var number)
            {
                days = days with { Near = days.Near | (1UL << number) };
            }
            else if (isNear || day.StartsWith('L'))
            {
                return (days, $"the day of month \"{part}\" is not known: {Form}");
            }
            else
            {
                plain.Add(part);
            }
        }

        var (set, problem) = plain.Count == 0 ? (0UL, null) : CronField.Day.Parse(string.Join(',', plain));
        return (days with { Plain = set }, problem);
    }

    /// <summary>Whether it names a day.</summary>
    public bool Has(DateTime day)
    {
        if ((Plain >> day.Day & 1) == 1)
        {
            return true;
        }

        var last = DateTime.DaysInMonth(day.Year, day.Month);
        return (BeforeEnd >> (last - day.Day) & 1) == 1
            || ((Near | NearBeforeEnd) != 0 && IsWorkday(day) && IsNear(day, last));
    }

    /// <summary>Whether it is the nearest to a day that is named: to itself, or to one of a weekend.</summary>
    private bool IsNear(DateTime day, int last)
    {
        for (var other = Math.Max(1, day.Day - 2); other <= Math.Min(last, day.Day + 2); other++)
        {
            if (IsNamed(other, last) && Nearest(day.AddDays(other - day.Day), last) == day.Day)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsNamed(int day, int last) => (Near >> day & 1) == 1 || (NearBeforeEnd >> (last - day) & 1) == 1;

    private static int Nearest(DateTime day, int last) =>
        day.DayOfWeek switch
        {
            DayOfWeek.Saturday => day.Day == 1 ? 3 : day.Day - 1,
            DayOfWeek.Sunday => day.Day == last ? day.Day - 2 : day.Day + 1,
            _ => day.Day,
        };

    private static bool IsWorkday(DateTime day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static int? BeforeLast(string text) =>
        text.Length == 0 ? 0
        : text[0] == '-' && Number(text[1..]) is >= 1 and < DayMax and var number ? number
        : null;

    private static int? Number(string text) =>
        text.Length is 1 or 2 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
