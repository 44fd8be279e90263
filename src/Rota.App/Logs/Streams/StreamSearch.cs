using Rota.App.Logs.Lines;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.Core.Bytes;

namespace Rota.App.Logs.Streams;

/// <summary>What is looked for in a stream.</summary>
/// <param name="Text">A text, or a regular expression.</param>
/// <param name="IsRegex">Whether it is one; only those are taken whose time grows with the stream alone.</param>
/// <param name="IgnoresCase">Whether upper and lower case are the same.</param>
/// <param name="HitsMax">After how many lines it is enough.</param>
public sealed record StreamSearchRequest(string Text, bool IsRegex, bool IgnoresCase, int HitsMax);

/// <summary>A line that has what was looked for.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Offset">Where it begins, in bytes of the stream.</param>
/// <param name="Spans">Where in it, in bytes: from and to of each, the first few.</param>
/// <param name="Text">Its beginning, as people see it.</param>
public sealed record StreamHit(long Line, long Offset, IReadOnlyList<IReadOnlyList<int>> Spans, string Text) : View;

/// <summary>How a search ended.</summary>
/// <param name="Lines">Lines that were looked at.</param>
/// <param name="Bytes">Up to where in the stream.</param>
/// <param name="Hits">Lines that have it.</param>
/// <param name="Complete">Whether that is all of them.</param>
public sealed record StreamSearched(long Lines, long Bytes, long Hits, bool Complete) : View;

/// <summary>Goes through a stream once, from its beginning, and tells what has it as it goes.</summary>
public static class StreamSearch
{
    private const int SpansMax = 8;
    private const int TextMax = 300;

    /// <summary>Looks.</summary>
    /// <param name="stream">Where.</param>
    /// <param name="request">For what.</param>
    /// <param name="told">Is given the hits as lines of JSON, one by one.</param>
    /// <param name="left">Ends when nobody wants it any more.</param>
    /// <exception cref="ProblemException">It is no regular expression of those that take linear time.</exception>
    public static StreamSearched Run(
        AttemptStream stream,
        StreamSearchRequest request,
        Action<string> told,
        CancellationToken left
    )
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(told);
        var pattern = LinePattern.Of(request.Text, !request.IsRegex, request.IgnoresCase);
        var reader = stream.Lines(0);
        var (lines, hits) = (0L, 0L);
        while (reader.TryNext(out var line))
        {
            lines++;
            var text = line is [.., (byte)'\n'] ? line[..^1] : line;
            if (!pattern.Matches(text))
            {
                left.ThrowIfCancellationRequested();
                continue;
            }

            if (hits == request.HitsMax)
            {
                return new StreamSearched(lines - 1, reader.End - line.Length, hits, Complete: false);
            }

            hits++;
            told(Json.Line(HitOf(pattern, lines, reader.End - line.Length, text), StreamJson.Default.StreamHit));
        }

        return new StreamSearched(lines, reader.End, hits, Complete: true);
    }

    /// <summary>How a search ended, as a line of JSON.</summary>
    public static string Line(StreamSearched searched) => Json.Line(searched, StreamJson.Default.StreamSearched);

    private static StreamHit HitOf(LinePattern pattern, long number, long offset, ReadOnlySpan<byte> text) =>
        new(
            number,
            offset,
            [.. pattern.Find(text).Take(SpansMax).Select(span => (int[])[span.From, span.To])],
            ByteText.Visible(ByteText.Of(Beginning(text)))
        );

    /// <summary>No character is cut in two.</summary>
    private static ReadOnlySpan<byte> Beginning(ReadOnlySpan<byte> text)
    {
        var end = Math.Min(TextMax, text.Length);
        while (end > 0 && end < text.Length && (text[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return text[..end];
    }
}
