using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Rota.Core.Jobs.Templates;

/// <summary>
/// What a pair of braces means to GNU parallel: the part of its grammar that is filled in, and the rest.
/// </summary>
internal static partial class BracesGrammar
{
    // A name that turns out to be none stays in the text, so it must not hold anything that changes the quoting.
    private static readonly SearchValues<char> ColumnCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_ .-"
    );

    /// <summary>What begins at a brace; null where it is nothing of parallel's.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The position of the brace.</param>
    public static Braces? At(string text, int at)
    {
        if (Perl().Match(text, at) is { Success: true, Length: var length })
        {
            return new Braces(at + length, null, PathPart.Whole, null);
        }

        if (text.AsSpan(at + 1).IndexOf('}') is not (>= 0 and var inner))
        {
            return null;
        }

        var end = at + inner + 2;
        var inside = text.AsSpan(at + 1, inner);

        // Two braces each are a language of templates, of Go or Jinja.
        if (at > 0 && text[at - 1] == '{' && end < text.Length && text[end] == '}')
        {
            return null;
        }

        if (inside is "#")
        {
            return new Braces(end, Placeholder.Sequence, PathPart.Whole, null);
        }

        if (inside is "%")
        {
            return new Braces(end, Placeholder.Slot, PathPart.Whole, null);
        }

        if (inside is "##" || Extension().IsMatch(inside))
        {
            return new Braces(end, null, PathPart.Whole, null);
        }

        var digits = inside.IndexOfAnyExceptInRange('0', '9') is var stop and >= 0 ? stop : inside.Length;
        if (PartOf(inside[digits..]) is { } part && digits < 6)
        {
            var position = digits == 0 ? 0 : int.Parse(inside[..digits], CultureInfo.InvariantCulture);
            return digits == 0 ? new Braces(end, Placeholder.All, part, null)
                : position > 0 ? new Braces(end, inside[..digits].ToString(), part, position - 1)
                : new Braces(end, null, PathPart.Whole, null);
        }

        return inside.ContainsAnyExcept(ColumnCharacters)
            ? (Slip().IsMatch(inside) ? new Braces(end, null, PathPart.Whole, null) : null)
            : new Braces(end, Placeholder.Column + inside.ToString(), PathPart.Whole, null);
    }

    /// <summary>
    /// Whether braces are a slip of parallel's grammar, and so taken for one only where there are values to fill in.
    /// </summary>
    public static bool NeedsInputs(string braces) =>
        Slip().IsMatch(braces.AsSpan(1, braces.Length - 2))
        && braces is not "{##}"
        && !Extension().IsMatch(braces.AsSpan(1, braces.Length - 2));

    private static PathPart? PartOf(ReadOnlySpan<char> suffix) =>
        suffix switch
        {
            "" => PathPart.Whole,
            "." => PathPart.WithoutExtension,
            "/" => PathPart.Name,
            "//" => PathPart.Directory,
            "/." => PathPart.NameWithoutExtension,
            _ => null,
        };

    /// <summary><c>{= perl =}</c>, <c>{2= perl =}</c>.</summary>
    [GeneratedRegex(@"\G\{-?\d*=.*?=\}", RegexOptions.Singleline)]
    private static partial Regex Perl();

    /// <summary>
    /// Only signs and digits of the grammar, in no order that it has: <c>{0}</c>, <c>{./}</c>, <c>{1 }</c>;
    /// <c>{seq#}</c>.
    /// </summary>
    [GeneratedRegex(@"^(?=.*[^ ])(?!-?\d+\.\.)[\d.+/#% -]+$|^[a-z]+[#%]$")]
    private static partial Regex Slip();

    /// <summary><c>{-1}</c>, and what <c>--plus</c> adds: <c>{..}</c>, <c>{/...}</c>, <c>{+/}</c>.</summary>
    [GeneratedRegex(@"^(-\d+(\.|/|//|/\.)?|\d*/?\.\.\.?|\d*\+(/|\.{1,3}))$")]
    private static partial Regex Extension();
}

/// <summary>A pair of braces with what it means.</summary>
/// <param name="End">The position after it.</param>
/// <param name="Name">The name of the placeholder; null for one that parallel knows and Rota does not.</param>
/// <param name="Part">Which part of the value is meant.</param>
/// <param name="Position">The position among the values, from 0, or null for a name.</param>
internal readonly record struct Braces(int End, string? Name, PathPart Part, int? Position);
