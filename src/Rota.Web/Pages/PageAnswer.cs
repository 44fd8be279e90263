using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Rota.Dashboard;
using Rota.Web.Answers;

namespace Rota.Web.Pages;

/// <summary>Sends files of the dashboard, compressed as the browser takes them.</summary>
internal static class PageAnswer
{
    private const string Missing = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Rota</title>
        <h1>Rota</h1>
        <p>This daemon serves the state, but it was built without its dashboard.</p>
        <p>To get it, install Node 20 and npm (Debian: <code>apt install nodejs npm</code>), and build again:
        <code>eng/build artifacts/rota</code> in a checkout.</p>
        <p>Until then, <code>rota top</code> shows the same in a terminal.</p>
        </html>
        """;

    /// <summary>Sends a file; to who has it already, that it is the same.</summary>
    public static async Task Send(HttpContext http, PageFile file)
    {
        var (request, response) = (http.Request, http.Response);
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.ContentType = file.ContentType;
        var tag = JsonAnswer.TagOf(file.Brotli.Span);
        response.Headers.ETag = tag;
        if (JsonAnswer.Knows(request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var (encoding, content) =
            Takes(request, "br") ? ("br", file.Brotli)
            : Takes(request, "gzip") ? ("gzip", file.Gzip)
            : (null, Plain(file));
        response.Headers.ContentEncoding = encoding;
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content, http.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Says how to get the dashboard, which is not in this program.</summary>
    public static async Task SendMissing(HttpContext http)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(Missing, Encoding.UTF8, http.RequestAborted).ConfigureAwait(false);
    }

    private static bool Takes(HttpRequest request, string encoding) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var taken)
        && taken.Any(one => one.Value == encoding && one.Quality is null or > 0);

    /// <summary>For programs that take no compression; browsers all do.</summary>
    private static ReadOnlyMemory<byte> Plain(PageFile file)
    {
        using var packed = new MemoryStream(file.Gzip.ToArray());
        using var unpacking = new GZipStream(packed, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        unpacking.CopyTo(plain);
        return plain.ToArray();
    }
}
