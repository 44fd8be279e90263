using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Rota.App.Problems;
using Rota.Core.Bytes;

namespace Rota.App.Logs.Lines;

/// <summary>
/// What lines are looked for, in time that grows with the text alone. Lines are bytes and need not be UTF-8; a byte
/// that is none is a character that only <c>.</c> and its like match.
/// </summary>
internal sealed class LinePattern
{
    private readonly byte[]? literal;
    private readonly Regex? regex;
    private char[] text = new char[1024];

    private LinePattern(byte[]? literal, Regex? regex) => (this.literal, this.regex) = (literal, regex);

    /// <summary>Finds a line among many, where that needs no look at each: where it has the text, or -1.</summary>
    public Func<ReadOnlySpan<byte>, int>? Search =>
        literal is { Length: > 0 } sought && !sought.Contains((byte)'\n') ? lines => lines.IndexOf(sought) : null;

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">A regular expression, or the text itself.</param>
    /// <param name="isFixed">Whether it is the text itself.</param>
    /// <param name="ignoresCase">Whether upper and lower case are the same.</param>
    /// <exception cref="ProblemException">It is no regular expression of those that take linear time.</exception>
    public static LinePattern Of(string pattern, bool isFixed, bool ignoresCase)
    {
        if (!ignoresCase && (isFixed || Regex.Escape(pattern) == pattern))
        {
            return new(ByteText.Bytes(pattern), null);
        }

        var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
        try
        {
            return new(
                null,
                new Regex(
                    isFixed ? Regex.Escape(pattern) : pattern,
                    ignoresCase ? options | RegexOptions.IgnoreCase : options
                )
            );
        }
        catch (RegexParseException error)
        {
            throw PatternProblem.Of(pattern, error);
        }
        catch (NotSupportedException)
        {
            throw PatternProblem.OfUnbounded(pattern);
        }
    }

    /// <summary>Whether a line has it.</summary>
    public bool Matches(ReadOnlySpan<byte> line) =>
        literal is not null ? line.IndexOf(literal) >= 0 : regex!.IsMatch(Decode(line));

    /// <summary>Where a line has it, in bytes from where to where.</summary>
    public List<(int From, int To)> Find(ReadOnlySpan<byte> line)
    {
        var found = new List<(int From, int To)>();
        if (literal is { Length: > 0 })
        {
            for (var at = 0; line[at..].IndexOf(literal) is >= 0 and var next; at += next + literal.Length)
            {
                found.Add((at + next, at + next + literal.Length));
            }
        }
        else if (regex is not null)
        {
            var decoded = Decode(line);
            var (characters, bytes) = (0, 0);
            foreach (var match in regex.EnumerateMatches(decoded))
            {
                bytes += ByteText.ByteCount(new string(decoded[characters..match.Index]));
                var to = bytes + ByteText.ByteCount(new string(decoded.Slice(match.Index, match.Length)));
                found.Add((bytes, to));
                (characters, bytes) = (match.Index + match.Length, to);
            }
        }

        return found;
    }

    private ReadOnlySpan<char> Decode(ReadOnlySpan<byte> line)
    {
        if (text.Length < line.Length)
        {
            text = new char[Math.Max(line.Length, 2 * text.Length)];
        }

        var count = 0;
        while (true)
        {
            // Never more characters than bytes. A byte that is no UTF-8 is a lone surrogate, as everywhere.
            var status = Utf8.ToUtf16(
                line,
                text.AsSpan(count),
                out var read,
                out var written,
                replaceInvalidSequences: false
            );
            line = line[read..];
            count += written;
            if (status == OperationStatus.Done || line.IsEmpty)
            {
                return text.AsSpan(0, count);
            }

            _ = Rune.DecodeFromUtf8(line, out _, out var alien);
            foreach (var one in line[..alien])
            {
                text[count++] = (char)(0xDC00 + one);
            }

            line = line[alien..];
        }
    }
}
