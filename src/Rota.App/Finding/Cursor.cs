using System.Globalization;
using Rota.App.Problems;
using Rota.Core.Filters;

namespace Rota.App.Finding;

/// <summary>Where a page ends: the row, and what it was sorted by.</summary>
/// <param name="Key">The row.</param>
/// <param name="Sort">What the list is sorted by; null for its own order.</param>
/// <param name="Value">What the row has there.</param>
internal readonly record struct Cursor(long Key, string? Sort, FieldValue Value)
{
    /// <summary>The cursor of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="sort">What the list is sorted by now.</param>
    /// <exception cref="ProblemException">It is none, or one of another order.</exception>
    public static Cursor Read(string text, string? sort)
    {
        var parts = text.Split(':', 3);
        if (
            !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var key)
            || parts.Length == 2
            || sort != (parts.Length == 3 ? parts[1] : null)
        )
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"--after {text}: there is no such place in this list",
                "take it from the end of the page before, with the same filter and order"
            );
        }

        return new Cursor(key, sort, parts is [_, _, var value] ? Valued(value) : default);
    }

    /// <summary>The cursor as a text.</summary>
    public override string ToString() =>
        Sort is null
            ? Key.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{Key}:{Sort}:{Text(Value)}");

    private static string Text(FieldValue value) =>
        value.Number is { } number ? "n" + number.ToString("R", CultureInfo.InvariantCulture)
        : value.Text is { } text ? "t" + text
        : "";

    private static FieldValue Valued(string text) =>
        text.Length == 0 ? default
        : text[0] == 'n' ? FieldValue.Of(FieldValue.NumberIn(text[1..]))
        : FieldValue.Of(text[1..]);
}
