using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rota.App.Logs.Streams;
using Rota.Web.Routing;

namespace Rota.Web.Streams;

/// <summary>
/// Answers with a part of a stream, a piece at a time: what is sent needs as much memory whether it is a kilobyte or a
/// gigabyte.
/// </summary>
internal static class StreamAnswer
{
    private const int PieceBytes = 128 << 10;

    /// <summary>How soon what a task writes is passed on: nobody commits for that.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    /// <summary>Answers.</summary>
    public static async Task Send(Call call)
    {
        var request = StreamRoutes.RequestOf(call);
        var line = call.Number("from_line", 1, int.MaxValue);
        var follows = call.Flag("follow");
        using var place = await call.Lanes.Stream(call.Left).ConfigureAwait(false);
        using var stream = AttemptStream.Open(call.Site, request);
        var length = stream.Length;
        var tag = stream.Version is { } version ? $"\"{version}\"" : null;
        var range = StreamRange.Of(call, length, tag);
        if (line is { } number)
        {
            range = range with { From = LineStart.Of(stream, number), To = null };
        }

        if (!follows)
        {
            range.Check(call, length);
        }

        Head(call, stream, range, tag, follows);
        var at = await Copy(call, stream, range.From, Math.Min(range.To ?? length, length)).ConfigureAwait(false);
        while (follows && stream.IsLive && at < (range.To ?? long.MaxValue))
        {
            await call.Http.Response.Body.FlushAsync(call.Left).ConfigureAwait(false);
            await Task.Delay(Pace, call.Left).ConfigureAwait(false);
            stream.Refresh();
            at = await Copy(call, stream, at, Math.Min(range.To ?? long.MaxValue, stream.Length)).ConfigureAwait(false);
        }
    }

    private static void Head(Call call, AttemptStream stream, StreamRange range, string? tag, bool follows)
    {
        var (response, length) = (call.Http.Response, stream.Length);
        response.ContentType = "text/plain; charset=utf-8";
        response.Headers.AcceptRanges = "bytes";
        response.Headers["Stream-Offset"] = range.From.ToString(CultureInfo.InvariantCulture);
        response.Headers["Stream-Length"] = length.ToString(CultureInfo.InvariantCulture);
        response.Headers["Stream-Live"] = stream.IsLive ? "true" : "false";
        if (tag is not null)
        {
            response.Headers.ETag = tag;
        }

        if (call.Flag("count_lines"))
        {
            response.Headers["Stream-Line"] = LineStart
                .NumberAt(stream, range.From)
                .ToString(CultureInfo.InvariantCulture);
        }

        if (call.Flag("download"))
        {
            response.Headers.ContentDisposition = $"attachment; filename=\"{FileName(call, stream)}\"";
        }

        if (follows)
        {
            return;
        }

        var end = Math.Min(range.To ?? length, length);
        response.ContentLength = Math.Max(0, end - range.From);
        if (range.IsPart)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {range.From}-{end - 1}/{length}";
        }
    }

    /// <summary>Nothing of what people call tasks can say anything to who keeps the file.</summary>
    private static string FileName(Call call, AttemptStream stream)
    {
        var name = string.Concat(
            call.Path("task").Select(one => char.IsAsciiLetterOrDigit(one) || one is '-' or '.' ? one : '_')
        );
        return $"{name.TrimStart('.')}.attempt-{stream.Attempt}.{call.Path("stream")}.txt";
    }

    private static async Task<long> Copy(Call call, AttemptStream stream, long from, long to)
    {
        using var copies = await call.Lanes.Copy(call.Left).ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            while (from < to)
            {
                var read = stream.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, to - from)), from);
                if (read == 0)
                {
                    break;
                }

                await call.Http.Response.Body.WriteAsync(buffer.AsMemory(0, read), call.Left).ConfigureAwait(false);
                from += read;
            }

            return from;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
