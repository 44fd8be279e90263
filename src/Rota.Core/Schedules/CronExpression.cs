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

    /// <summary>The 29th of February is a Friday at least once in as many years.</summary>
    private const int YearsMax = 41;

    private const int Fields = 5;

    private readonly ulong minutes;
    private readonly ulong hours;
    private readonly CronDays days;
    private readonly ulong months;
    private readonly CronWeekdays weekdays;

    /// <summary>Whether a day must be in both sets: one of the fields is a star, so the other alone decides.</summary>
    private readonly bool needsBoth;

    private CronExpression(
        string text,
        ImmutableArray<string> parts,
        (ulong Minutes, ulong Hours, ulong Months) sets,
        CronDays days,
        CronWeekdays weekdays
    )
    {
        Text = text;
        (minutes, hours, months) = sets;
        (this.days, this.weekdays) = (days, weekdays);
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
        if (parts.Length != Fields)
        {
            return (null, $"cron must have five fields, not {parts.Length}");
        }

        var (minutes, ofMinute) = CronField.Minute.Parse(parts[0]);
        var (hours, ofHour) = CronField.Hour.Parse(parts[1]);
        var (days, ofDay) = CronDays.Parse(parts[2]);
        var (months, ofMonth) = CronField.Month.Parse(parts[3]);
        var (weekdays, ofWeekday) = CronWeekdays.Parse(parts[4]);
        if ((ofMinute ?? ofHour ?? ofDay ?? ofMonth ?? ofWeekday) is { } problem)
        {
            return (null, problem);
        }

        var cron = new CronExpression(text.Trim(), parts, (minutes, hours, months), days, weekdays);
        if (!cron.needsBoth && (days.IsSpecial || weekdays.IsSpecial))
        {
            return (
                null,
                $"\"{parts[2]}\" and \"{parts[4]}\" have two meanings together: either, or both. Write one of them as *"
            );
        }

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
        var (byDay, byWeekday) = (days.Has(day), weekdays.Has(day));
        return needsBoth ? byDay && byWeekday : byDay || byWeekday;
    }

    private static bool Has(ulong set, int value) => ((set >> value) & 1) == 1;
}
