using System.Buffers;
using System.Text;

namespace Rota.Core.Results;

/// <summary>
/// A message without what differs from task to task, so that those of one cause are equal: numbers, hexadecimal ids,
/// paths and what is quoted. <c>loss is NaN at step 12 of "/data/a.npy"</c> is <c>loss is NaN at step # of "…"</c>.
/// </summary>
public static class MessageShape
{
    /// <summary>How much of a message is looked at, in characters: what tells causes apart stands in front.</summary>
    public const int LengthMax = 300;

    private const int HexIdMin = 8;
    private static readonly SearchValues<char> PathEnds = SearchValues.Create(" \t\r\n\"'`,;:()[]{}<>|=");
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF-");

    /// <summary>The shape of a message; empty for none.</summary>
    public static string Of(string? message)
    {
        var text = message.AsSpan(0, Math.Min(message?.Length ?? 0, LengthMax)).Trim();
        var shape = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; )
        {
            var (length, written) = Next(text, at);
            if (length == 0)
            {
                shape.Append(text[at++]);
                continue;
            }

            shape.Append(written);
            at += length;
        }

        return shape.ToString();
    }

    /// <summary>How much from a place on is folded, and into what; nothing for a character that stays.</summary>
    private static (int Length, string Written) Next(ReadOnlySpan<char> text, int at)
    {
        var rest = text[at..];
        var before = at == 0 ? ' ' : text[at - 1];
        if (char.IsWhiteSpace(rest[0]))
        {
            return (rest.Length - rest.TrimStart().Length, " ");
        }

        if (Quoted(rest, before) is > 0 and var quoted)
        {
            return (quoted, $"{rest[0]}…{rest[quoted - 1]}");
        }

        if (char.IsLetterOrDigit(before))
        {
            return (Digits(rest), "#");
        }

        return Path(rest) is > 0 and var path ? (path, "/…") : (HexId(rest) is > 0 and var id ? id : Number(rest), "#");
    }

    /// <summary>What stands between two quotes; an apostrophe within a word begins nothing.</summary>
    private static int Quoted(ReadOnlySpan<char> rest, char before)
    {
        if (rest[0] is not ('"' or '\'' or '`' or '‘' or '“') || char.IsLetterOrDigit(before))
        {
            return 0;
        }

        var closing = rest[0] switch
        {
            '‘' => '’',
            '“' => '”',
            '`' when rest[1..].IndexOf('`') < 0 => '\'',
            var same => same,
        };
        for (var end = 1; end < rest.Length; end++)
        {
            if (rest[end] == closing && (end + 1 == rest.Length || !char.IsLetterOrDigit(rest[end + 1])))
            {
                return end + 1;
            }
        }

        return 0;
    }

    /// <summary>A path from the root, of here or of home, or one of several parts that ends in a file's name.</summary>
    private static int Path(ReadOnlySpan<char> rest)
    {
        var length = rest.IndexOfAny(PathEnds) is >= 0 and var end ? end : rest.Length;
        var path = rest[..length];
        var isRooted = path.StartsWith("./") || path.StartsWith("../") || path.StartsWith("~/") || path is ['/', _, ..];
        var last = path[(path.LastIndexOf('/') + 1)..];
        return isRooted || (last.Length < path.Length && last.IndexOf('.') > 0) ? length : 0;
    }

    /// <summary>An address, a hash, a UUID: hexadecimal digits behind <c>0x</c>, or many with a number.</summary>
    private static int HexId(ReadOnlySpan<char> rest)
    {
        var isMarked = rest.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var digits = isMarked ? rest[2..] : rest;
        var length = digits.IndexOfAnyExcept(Hex) is >= 0 and var end ? end : digits.Length;
        var ends = length == digits.Length || !char.IsLetterOrDigit(digits[length]);
        if (isMarked)
        {
            return length > 0 ? length + 2 : 0;
        }

        return ends && length >= HexIdMin && digits[..length].IndexOfAnyInRange('0', '9') >= 0 ? length : 0;
    }

    /// <summary>A number with its sign, its groups of thousands, its fraction and its exponent.</summary>
    private static int Number(ReadOnlySpan<char> rest)
    {
        var sign = rest[0] is '-' or '+' ? 1 : 0;
        var length = sign + Digits(rest[sign..]);
        if (length == sign)
        {
            return 0;
        }

        while (
            length + 1 < rest.Length && rest[length] is '.' or ',' && Digits(rest[(length + 1)..]) is > 0 and var more
        )
        {
            length += more + 1;
        }

        if (length + 1 < rest.Length && rest[length] is 'e' or 'E')
        {
            var exponent = rest[(length + 1)..];
            var skipped = exponent[0] is '-' or '+' ? 1 : 0;
            length += Digits(exponent[skipped..]) is > 0 and var power ? 1 + skipped + power : 0;
        }

        return length;
    }

    private static int Digits(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? rest.Length : end;
    }
}
