using System.Collections.Immutable;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Problems;

namespace Rota.Core.Filters;

/// <summary>Reads what a term asks of its field: <c>failed</c>, <c>~train</c>, <c>&gt;10m</c>, <c>3..7</c>.</summary>
internal static class FilterTestReader
{
    private const string RangeMark = "..";
    private static readonly string[] Signs = ["~", ">=", "<=", ">", "<"];

    /// <summary>Reads one of them.</summary>
    /// <param name="text">The filter.</param>
    /// <param name="kind">What the values of the field are.</param>
    /// <param name="form">How the field is written.</param>
    /// <param name="words">The words that it may be.</param>
    /// <exception cref="FilterException">It is none.</exception>
    public static FilterTest Read(FilterText text, FieldKind kind, string form, ImmutableArray<string> words)
    {
        var column = text.Column;
        var sign = Signs.FirstOrDefault(text.Take) ?? "";
        var at = text.Column;
        var isQuoted = text.Value(out var value);
        if (isQuoted is null)
        {
            throw new FilterException(at, "the quotes do not end", "end them with \"; one inside is written \\\"");
        }

        if (value.Length == 0 && isQuoted == false)
        {
            throw new FilterException(at, $"a value of {form} is missing", $"write it as {form}:VALUE");
        }

        var isNumeric = kind is FieldKind.Number or FieldKind.Span or FieldKind.Age or FieldKind.Free;
        return sign switch
        {
            "~" when kind is FieldKind.Text or FieldKind.Search or FieldKind.Free => new FilterTest.Part(value),
            ">" or "<" or ">=" or "<=" when isNumeric => Compared(sign, Number(at, value, kind)),
            "" when isNumeric && isQuoted == false && IsRange(value, kind) => Range(at, value, kind),
            "" when kind == FieldKind.Search => new FilterTest.Part(value),
            "" when kind == FieldKind.Word => Word(at, value, form, words),
            "" when kind == FieldKind.Text => new FilterTest.Same(value, null, IsWord: false),
            "" when kind == FieldKind.Free => new FilterTest.Same(value, FieldValue.NumberIn(value), IsWord: false),
            "" => new FilterTest.Same(value, Number(at, value, kind), IsWord: false),
            _ => throw new FilterException(
                column,
                $"{form} is not compared by {sign}",
                isNumeric ? $"write {form}:3, {form}:>3 or {form}:3..7"
                    : kind == FieldKind.Word ? $"write {form}:{words[0]}"
                    : $"write {form}:TEXT for the whole, {form}:~TEXT for a part"
            ),
        };
    }

    private static FilterTest.Between Compared(string sign, double number) =>
        sign[0] == '>'
            ? new FilterTest.Between(number, null, IsOpen: sign == ">")
            : new FilterTest.Between(null, number, IsOpen: sign == "<");

    /// <summary>A text may hold two dots, as <c>../data</c>, and be no range.</summary>
    private static bool IsRange(string value, FieldKind kind) =>
        value.IndexOf(RangeMark, StringComparison.Ordinal) is >= 0 and var mark
        && (
            kind != FieldKind.Free
            || new[] { value[..mark], value[(mark + RangeMark.Length)..] }.All(end =>
                end.Length == 0 || FieldValue.NumberIn(end) is not null
            )
        );

    private static FilterTest.Between Range(int at, string value, FieldKind kind)
    {
        var mark = value.IndexOf(RangeMark, StringComparison.Ordinal);
        var (low, high) = (value[..mark], value[(mark + RangeMark.Length)..]);
        double? lowest = low.Length == 0 ? null : Number(at, low, kind);
        double? highest = high.Length == 0 ? null : Number(at + mark + RangeMark.Length, high, kind);
        return lowest <= highest || lowest is null || highest is null
            ? new FilterTest.Between(lowest, highest, IsOpen: false)
            : throw new FilterException(at, $"{value} ends before it begins", $"write it as {high}..{low}");
    }

    private static double Number(int at, string value, FieldKind kind)
    {
        if (kind is FieldKind.Span or FieldKind.Age)
        {
            return Duration.TryParse(value, out var span)
                ? span.TotalSeconds
                : throw new FilterException(at, $"{value} is no duration", Duration.Form);
        }

        return FieldValue.NumberIn(value)
            ?? throw new FilterException(at, $"{value} is no number", "write it as 3, >3 or 3..7");
    }

    private static FilterTest.Same Word(int at, string value, string form, ImmutableArray<string> words) =>
        words.Contains(value, StringComparer.OrdinalIgnoreCase)
            ? new FilterTest.Same(value, null, IsWord: true)
            : throw new FilterException(
                at,
                $"there is no {form} {value}",
                Nearest.Of(value, words) is { } nearest
                    ? $"did you mean {nearest}?"
                    : $"{form} is one of {string.Join(", ", words)}"
            );
}
