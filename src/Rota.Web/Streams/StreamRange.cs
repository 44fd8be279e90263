using Microsoft.Net.Http.Headers;
using Rota.App.Problems;
using Rota.Web.Routing;

namespace Rota.Web.Streams;

/// <summary>Which bytes of a stream are asked for (RFC 9110, 14).</summary>
/// <param name="From">The first.</param>
/// <param name="To">The one behind the last; null for all there are, also those that come.</param>
/// <param name="IsPart">Whether the request has a range.</param>
internal readonly record struct StreamRange(long From, long? To, bool IsPart)
{
    /// <summary>
    /// What a request asks for. Several ranges at once, or one whose <c>If-Range</c> is another file, are all of it: so
    /// the standard has it.
    /// </summary>
    /// <param name="call">The request.</param>
    /// <param name="length">How long the stream is now.</param>
    /// <param name="tag">The version of what is there; null for one that grows.</param>
    public static StreamRange Of(Call call, long length, string? tag)
    {
        if (
            !RangeHeaderValue.TryParse(call.Header("Range"), out var ranges)
            || ranges.Unit != "bytes"
            || ranges.Ranges.Count != 1
            || (call.Header("If-Range") is { } known && known != tag)
        )
        {
            return new StreamRange(0, null, IsPart: false);
        }

        var range = ranges.Ranges.Single();
        return range switch
        {
            { From: { } from, To: var to } => new StreamRange(from, to + 1, IsPart: true),
            { To: { } last } => new StreamRange(Math.Max(0, length - last), null, IsPart: true),
            _ => new StreamRange(0, null, IsPart: false),
        };
    }

    /// <summary>Refuses a range in which there is nothing.</summary>
    /// <exception cref="ProblemException">There is nothing.</exception>
    public void Check(Call call, long length)
    {
        if (IsPart && From >= length)
        {
            call.Http.Response.Headers.ContentRange = $"bytes */{length}";
            throw new ProblemException(
                OutputProblems.NoSuchRange,
                $"the stream has {length} bytes, and none from {From} on",
                "ask for bytes before its end; for what comes, with follow=true"
            );
        }
    }
}
