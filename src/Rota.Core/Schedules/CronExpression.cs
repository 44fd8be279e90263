using System.Collections.Immutable;
using System.Numerics;

namespace Rota.Core.Schedules;

/// <summary>
/// A cron expression as crontab(5) has it: minute, hour, day of month, month, day of week; names, ranges, steps and
/// lists; or a word such as <c>@daily</c>. It knows moments of a calendar only: <see cref="Occurrences"/> knows zones.
/// </summary>
public sealed record CronExpression
{
    /// <summary>What to write, for a message.</summary>
    public const string Form = "write minute hour day month weekday: \"0 2 * * *\", or @daily";

    /// <summary>The 29th of February comes at least once in as many years.</summary>
    private const int YearsMax = 9;

    private static readonly ImmutableArray<CronField> Fields =
    [
        CronField.Minute,
        CronField.Hour,
        CronField.Day,
        CronField.Month,
        CronField.Weekday,
    ];

    private readonly ulong minutes;
    private readonly ulong hours;
    private readonly ulong days;
    private readonly ulong months;
    private readonly ulong weekdays;

    /// <summary>Whether a day must be in both sets: one of the fields is a star, so the other alone decides.</summary>
    private readonly bool needsBoth;

    private CronExpression(string text, ImmutableArray<string> parts, ImmutableArray<ulong> sets)
    {
        Text = text;
        (minutes, hours, days, months, weekdays) = (sets[0], sets[1], sets[2], sets[3], sets[4]);
        needsBoth = parts[2].Contains('*') || parts[4].Contains('*');
        IsInterval = $"{parts[0]} {parts[1]}".AsSpan().IndexOfAny("*-/") >= 0;
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>
    /// Whether it repeats within a day (its minute or hour has a star, a range or a step) and does not name times of
    /// the clock. Where the clock is set back, such a one goes on and the others fire once.
    /// </summary>
    public bool IsInterval { get; }

    /// <summary>Reads an expression.</summary>
    /// <returns>It, or what is wrong with the text, in a sentence.</returns>
    public static (CronExpression? Cron, string? Problem) Parse(string text)
    {
        var (plain, unknown) = CronWords.Spell(text.Trim());
        if (plain is null)
        {
            return (null, unknown);
        }

        ImmutableArray<string> parts = [.. plain.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)];
        if (parts.Length != Fields.Length)
        {
            return (null, $"cron must have five fields, not {parts.Length}");
        }

        var sets = ImmutableArray.CreateBuilder<ulong>();
        for (var at = 0; at < Fields.Length; at++)
        {
            var (set, problem) = Fields[at].Parse(parts[at]);
            if (problem is not null)
            {
                return (null, problem);
            }

            sets.Add(set);
        }

        var cron = new CronExpression(text.Trim(), parts, sets.ToImmutable());
        return cron.FirstFrom(new DateTime(2000, 1, 1)) is null
            ? (null, "this day never comes: no month of it is so long")
            : (cron, null);
    }

    /// <summary>Whether it names the minute that a moment of a calendar is in.</summary>
    public bool Matches(DateTime moment) =>
        Has(months, moment.Month) && HasDay(moment) && Has(hours, moment.Hour) && Has(minutes, moment.Minute);

    /// <summary>
    /// The first whole minute it names, not before a moment; null when there is none in the calendar.
    /// </summary>
    public DateTime? FirstFrom(DateTime moment)
    {
        var over = moment.Ticks % TimeSpan.TicksPerMinute;
        if (moment.Year > DateTime.MaxValue.Year - YearsMax - 1)
        {
            return null;
        }

        var start = over == 0 ? moment : moment.AddTicks(TimeSpan.TicksPerMinute - over);
        var end = start.Date.AddYears(YearsMax);
        for (var day = start.Date; day < end; day = day.AddDays(1))
        {
            if (!Has(months, day.Month))
            {
                // On to the last day of the month: the loop takes the step into the next.
                day = day.AddDays(DateTime.DaysInMonth(day.Year, day.Month) - day.Day);
            }
            else if (HasDay(day) && TimeFrom(day == start.Date ? start.TimeOfDay : TimeSpan.Zero) is { } time)
            {
                return day + time;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private TimeSpan? TimeFrom(TimeSpan earliest)
    {
        for (var hour = earliest.Hours; hour < 24; hour++)
        {
            var from = hour == earliest.Hours ? earliest.Minutes : 0;
            if (Has(hours, hour) && minutes >> from is > 0 and var rest)
            {
                return new TimeSpan(hour, from + BitOperations.TrailingZeroCount(rest), 0);
            }
        }

        return null;
    }

    private bool HasDay(DateTime day)
    {
        var (byDay, byWeekday) = (Has(days, day.Day), Has(weekdays, (int)day.DayOfWeek));
        return needsBoth ? byDay && byWeekday : byDay || byWeekday;
    }

    private static bool Has(ulong set, int value) => ((set >> value) & 1) == 1;
}
