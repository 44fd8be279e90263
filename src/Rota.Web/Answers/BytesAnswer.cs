using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Rota.Web.Answers;

/// <summary>Answers with bytes that are no JSON, compressed for who can read that.</summary>
internal static class BytesAnswer
{
    private const string Gzip = "gzip";

    /// <summary>Answers with them.</summary>
    /// <param name="http">The request.</param>
    /// <param name="type">Their type.</param>
    /// <param name="content">The bytes.</param>
    public static async Task Send(HttpContext http, string type, ReadOnlyMemory<byte> content)
    {
        http.Response.ContentType = type;
        http.Response.Headers.Vary = "Accept-Encoding";
        if (Takes(http.Request))
        {
            http.Response.Headers.ContentEncoding = Gzip;
            content = Compressed(content.Span);
        }

        http.Response.ContentLength = content.Length;
        await http.Response.Body.WriteAsync(content, http.RequestAborted).ConfigureAwait(false);
    }

    private static bool Takes(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .AcceptEncoding.Any(one => one.Value.Equals(Gzip, StringComparison.OrdinalIgnoreCase) && one.Quality != 0);

    private static ReadOnlyMemory<byte> Compressed(ReadOnlySpan<byte> content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }
}
