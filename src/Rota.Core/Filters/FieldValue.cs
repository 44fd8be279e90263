using System.Globalization;
using Rota.Core.Model;

namespace Rota.Core.Filters;

/// <summary>What a row has in a field: a text, a number, or nothing.</summary>
/// <param name="Text">The text; null where it is a number or nothing.</param>
/// <param name="Number">The number: also seconds of a duration, and microseconds of a moment.</param>
public readonly record struct FieldValue(string? Text, double? Number) : IComparable<FieldValue>
{
    /// <summary>Whether the row has nothing there.</summary>
    public bool IsNone => Text is null && Number is null;

    /// <summary>A text, or nothing.</summary>
    public static FieldValue Of(string? text) => new(text, null);

    /// <summary>A number, or nothing.</summary>
    public static FieldValue Of(double? number) => new(null, number);

    /// <summary>A duration, or nothing.</summary>
    public static FieldValue Of(TimeSpan? span) => new(null, span?.TotalSeconds);

    /// <summary>A moment, or nothing.</summary>
    public static FieldValue Of(Instant? at) => new(null, at?.Micros);

    /// <summary>A text that may be a number.</summary>
    public static FieldValue OfFree(string? text) => new(text, NumberIn(text));

    /// <summary>The number that a text is, or null.</summary>
    public static double? NumberIn(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    /// <summary>Numbers in front of texts, each in their order; nothing comes last.</summary>
    public int CompareTo(FieldValue other) =>
        (Number, other.Number) switch
        {
            ({ } mine, { } theirs) => mine.CompareTo(theirs),
            (not null, null) => -1,
            (null, not null) => 1,
            _ => (Text, other.Text) switch
            {
                (null, null) => 0,
                (null, _) => 1,
                (_, null) => -1,
                var (mine, theirs) => string.CompareOrdinal(mine, theirs),
            },
        };
}
