using System.Collections.Immutable;
using System.Globalization;

namespace Rota.Core.Schedules;

/// <summary>
/// One of the five fields of a cron expression: its bounds and names, and how its text becomes a set.
/// </summary>
internal sealed record CronField(string Name, int Min, int Max, ImmutableArray<string> Words)
{
    public static readonly CronField Minute = new("minute", 0, 59, []);
    public static readonly CronField Hour = new("hour", 0, 23, []);
    public static readonly CronField Day = new("day of month", 1, 31, []);
    public static readonly CronField Month = new(
        "month",
        1,
        12,
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    );

    /// <summary>Sunday is 0, and 7 as well.</summary>
    public static readonly CronField Weekday = new(
        "day of week",
        0,
        7,
        ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
    );

    /// <summary>The set that a text stands for, a bit a value; or what is wrong with the text.</summary>
    public (ulong Set, string? Problem) Parse(string text)
    {
        var set = 0UL;
        foreach (var part in text.Split(','))
        {
            var (some, problem) = ParsePart(part);
            if (problem is not null)
            {
                return (0, problem);
            }

            set |= some;
        }

        return (set, null);
    }

    private (ulong Set, string? Problem) ParsePart(string part)
    {
        var (span, step) = part.Split('/') switch
        {
            [var only] => (only, 1),
            [var head, var tail] when Number(tail) is > 0 and var number => (head, number),
            _ => ("", 0),
        };
        if (step == 0)
        {
            return (0, $"the {Name} \"{part}\" has no step above 0 after its /");
        }

        var (first, last) = span.Split('-') switch
        {
            ["*"] => (Min, this == Weekday ? 6 : Max),
            [var only] when ValueOf(only) is { } value => (value, part.Contains('/') ? Max : value),
            [var from, var to] when ValueOf(from) is { } low && ValueOf(to) is { } high => (low, EndOf(low, high)),
            _ => (-1, -1),
        };
        return first < 0 ? (0, $"the {Name} \"{part}\" is not known: {Form}")
            : first > last ? (0, $"the {Name} \"{part}\" runs backwards: write it as two ranges with a comma")
            : (SetOf(first, last, step), null);
    }

    /// <summary>A week that ends on Sunday is meant by fri-sun, not one that begins with it.</summary>
    private int EndOf(int low, int high) => this == Weekday && high == 0 && low > 0 ? 7 : high;

    private ulong SetOf(int first, int last, int step)
    {
        var set = 0UL;
        for (var value = first; value <= last; value += step)
        {
            set |= 1UL << (this == Weekday ? value % 7 : value);
        }

        return set;
    }

    private int? ValueOf(string text) =>
        Number(text) is { } number ? (number >= Min && number <= Max ? number : null)
        : Words.IndexOf(text.ToLowerInvariant()) is >= 0 and var at ? at + (this == Month ? 1 : 0)
        : null;

    private string Form =>
        Words.IsEmpty
            ? $"use numbers from {Min} to {Max}, *, a-b, */n"
            : $"use numbers from {Min} to {Max}, {Words[0]} to {Words[^1]}, *, a-b, */n";

    // Four digits hold every number that a field can have, and no text overflows.
    private static int? Number(string text) =>
        text.Length is > 0 and <= 4
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
