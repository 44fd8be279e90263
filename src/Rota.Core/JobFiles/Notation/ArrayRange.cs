using System.Collections.Immutable;
using System.Globalization;
using Rota.Core.Jobs;

namespace Rota.Core.JobFiles.Notation;

/// <summary>
/// Slurm's notation of arrays: <c>0-99</c>, <c>0-15:4</c>, <c>1,3,7-9</c>, each with <c>%50</c> for the most at a time.
/// </summary>
public static class ArrayRange
{
    /// <summary>What to write, for a message.</summary>
    public const string Form = "write it as 0-99, 0-15:4, 1,3,7-9, or 0-999%50 for 50 at a time";

    // Above this the numbers of overlapping ranges are not compared one by one.
    private const int ComparedMax = 100_000;

    /// <summary>Reads an array; <paramref name="mistake"/> says in a few words what is wrong with it.</summary>
    public static bool TryParse(string text, out Expansion.Array array, out int? parallelMax, out string? mistake)
    {
        array = new([]);
        parallelMax = null;
        var ranges = text;
        if (text.IndexOf('%') is var percent and >= 0)
        {
            ranges = text[..percent];
            if (
                !int.TryParse(text.AsSpan(percent + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var most)
                || most == 0
            )
            {
                mistake = "the number after % must be 1 or more";
                return false;
            }

            parallelMax = most;
        }

        mistake = Ranges(ranges, out var parsed) ?? Overlap(parsed);
        array = new(parsed);
        return mistake is null;
    }

    private static string? Ranges(string text, out ImmutableArray<NumberRange> ranges)
    {
        ranges = [];
        var parts = text.Split(',');
        if (parts.Length > JobFileLimits.Ranges)
        {
            return $"it has {parts.Length:N0} ranges, the limit is {JobFileLimits.Ranges:N0}";
        }

        var parsed = ImmutableArray.CreateBuilder<NumberRange>(parts.Length);
        var total = 0L;
        foreach (var part in parts)
        {
            if (Range(part.Trim(), out var range) is { } mistake)
            {
                return mistake;
            }

            total += ((range.Last - range.First) / range.Step) + 1;
            if (total > JobFileLimits.Tasks)
            {
                return $"it has more than {JobFileLimits.Tasks:N0} tasks";
            }

            parsed.Add(range);
        }

        ranges = parsed.DrainToImmutable();
        return null;
    }

    private static string? Range(string part, out NumberRange range)
    {
        range = default;
        var colon = part.IndexOf(':');
        var step = 1L;
        if (colon >= 0 && (!Number(part.AsSpan(colon + 1), out step) || step == 0))
        {
            return $"the step of \"{part}\" must be 1 or more";
        }

        var ends = colon < 0 ? part : part[..colon];
        var dash = ends.IndexOf('-', StringComparison.Ordinal);
        if (!Number(dash < 0 ? ends : ends.AsSpan(0, dash), out var first))
        {
            return part.Length == 0 ? "it is empty" : $"\"{part}\" is not a range of numbers";
        }

        var last = first;
        if (dash >= 0 && !Number(ends.AsSpan(dash + 1), out last))
        {
            return $"\"{part}\" is not a range of numbers";
        }

        if (last < first)
        {
            return $"\"{part}\" ends before it begins";
        }

        range = new(first, last, step);
        return null;
    }

    private static bool Number(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        return text.Length <= 15 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static string? Overlap(ImmutableArray<NumberRange> ranges)
    {
        var sorted = ranges.Sort((left, right) => left.First.CompareTo(right.First));
        var end = -1L;
        var isDisjoint = true;
        foreach (var range in sorted)
        {
            isDisjoint &= range.First > end;
            end = Math.Max(end, range.Last);
        }

        if (isDisjoint)
        {
            return null;
        }

        if (ranges.Sum(range => range.Count) > ComparedMax)
        {
            return "its ranges overlap";
        }

        var seen = new HashSet<long>();
        foreach (var range in ranges)
        {
            for (var position = 0; position < range.Count; position++)
            {
                if (!seen.Add(range.At(position)))
                {
                    return $"the number {range.At(position)} occurs twice";
                }
            }
        }

        return null;
    }
}
