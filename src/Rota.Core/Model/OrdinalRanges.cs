using System.Collections.Immutable;
using System.Globalization;

namespace Rota.Core.Model;

/// <summary>A set of ordinals as ranges, in order and apart from each other: all of a million are one.</summary>
public sealed class OrdinalRanges : IEquatable<OrdinalRanges>
{
    /// <summary>No ordinal.</summary>
    public static readonly OrdinalRanges None = new([]);

    private OrdinalRanges(ImmutableArray<(int First, int Last)> ranges) => Ranges = ranges;

    /// <summary>The ranges, both ends included.</summary>
    public ImmutableArray<(int First, int Last)> Ranges { get; }

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => Ranges.IsEmpty;

    /// <summary>How many ordinals.</summary>
    public long Count => Ranges.Sum(range => (long)range.Last - range.First + 1);

    /// <summary>These ordinals.</summary>
    public static OrdinalRanges Of(IEnumerable<int> ordinals)
    {
        var ranges = ImmutableArray.CreateBuilder<(int First, int Last)>();
        foreach (var ordinal in ordinals.Order())
        {
            if (ranges.Count > 0 && ordinal <= ranges[^1].Last + 1)
            {
                ranges[^1] = (ranges[^1].First, ordinal);
            }
            else
            {
                ranges.Add((ordinal, ordinal));
            }
        }

        return new(ranges.ToImmutable());
    }

    /// <summary>All from one ordinal to another; none where that is before it.</summary>
    public static OrdinalRanges From(int first, int last) => first > last ? None : new([(first, last)]);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static OrdinalRanges Parse(string text) =>
        text.Length == 0
            ? None
            : new([
                .. text.Split(',')
                    .Select(range => range.Split('-'))
                    .Select(ends => (Number(ends[0]), Number(ends[^1]))),
            ]);

    /// <summary>Whether it is among them.</summary>
    public bool Contains(int ordinal) => ContainsAll(ordinal, ordinal);

    /// <summary>Whether all from this one on are among them.</summary>
    public bool ContainsAll(int first, int last)
    {
        // The last range that begins at the first ordinal or before it.
        var (low, high) = (0, Ranges.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Ranges[middle].First <= first ? (middle + 1, high) : (low, middle);
        }

        return low > 0 && last <= Ranges[low - 1].Last;
    }

    /// <summary>Those of both.</summary>
    public OrdinalRanges Or(OrdinalRanges other)
    {
        var joined = ImmutableArray.CreateBuilder<(int First, int Last)>();
        foreach (var range in Ranges.Concat(other.Ranges).Order())
        {
            if (joined.Count > 0 && range.First <= joined[^1].Last + 1)
            {
                joined[^1] = (joined[^1].First, Math.Max(joined[^1].Last, range.Last));
            }
            else
            {
                joined.Add(range);
            }
        }

        return new(joined.ToImmutable());
    }

    /// <summary>Those that are in both.</summary>
    public OrdinalRanges And(OrdinalRanges other)
    {
        var both = ImmutableArray.CreateBuilder<(int First, int Last)>();
        for (var (one, two) = (0, 0); one < Ranges.Length && two < other.Ranges.Length; )
        {
            var (left, right) = (Ranges[one], other.Ranges[two]);
            var (first, last) = (Math.Max(left.First, right.First), Math.Min(left.Last, right.Last));
            if (first <= last)
            {
                both.Add((first, last));
            }

            _ = left.Last <= right.Last ? one++ : two++;
        }

        return new(both.ToImmutable());
    }

    /// <summary>Those that the other has not.</summary>
    public OrdinalRanges Without(OrdinalRanges other) => other.IsEmpty ? this : And(other.Gaps());

    private OrdinalRanges Gaps()
    {
        var gaps = ImmutableArray.CreateBuilder<(int First, int Last)>(Ranges.Length + 1);
        var next = 0;
        foreach (var (first, last) in Ranges)
        {
            if (next < first)
            {
                gaps.Add((next, first - 1));
            }

            next = last + 1;
        }

        gaps.Add((next, int.MaxValue));
        return new(gaps.ToImmutable());
    }

    /// <inheritdoc/>
    public bool Equals(OrdinalRanges? other) => other is not null && Ranges.SequenceEqual(other.Ranges);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OrdinalRanges);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The stored text: <c>0-2,7</c>.</summary>
    public override string ToString() =>
        string.Join(
            ',',
            Ranges.Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}")
        );

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
