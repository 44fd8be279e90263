using System.Buffers;
using System.IO.Hashing;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Rota.App.Problems;
using Rota.App.Views;

namespace Rota.Web.Answers;

/// <summary>Writes what is answered.</summary>
internal static class JsonAnswer
{
    private const string ProblemType = "application/problem+json";

    /// <summary>The JSON of a view, the same as the command line's.</summary>
    public static ReadOnlyMemory<byte> Bytes<TView>(TView view, JsonTypeInfo<TView> type)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Json.Options))
        {
            JsonSerializer.Serialize(json, view, type);
        }

        return buffer.WrittenMemory;
    }

    /// <summary>What names the content of an answer, in quotes.</summary>
    public static string TagOf(ReadOnlySpan<byte> content) =>
        $"\"{Convert.ToHexStringLower(XxHash128.Hash(content))}\"";

    /// <summary>Answers with content; to who has the same already, with that.</summary>
    /// <param name="http">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="content">The content.</param>
    /// <param name="version">What names its version; null where that is the content itself.</param>
    public static async Task Send(HttpContext http, int status, ReadOnlyMemory<byte> content, string? version = null)
    {
        var tag = version ?? TagOf(content.Span);
        http.Response.Headers.ETag = tag;
        if (HttpMethods.IsGet(http.Request.Method) && Knows(http.Request, tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        (http.Response.StatusCode, http.Response.ContentType) = (status, "application/json; charset=utf-8");
        http.Response.ContentLength = content.Length;
        await http.Response.Body.WriteAsync(content, http.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Answers with a problem, and the status of its kind.</summary>
    public static async Task Send(HttpContext http, Problem problem)
    {
        var content = Bytes(
            new ProblemView(
                problem,
                http.Request.Path,
                http.TraceIdentifier,
                int.TryParse(http.Response.Headers.RetryAfter, out var seconds) ? seconds : null
            ),
            AnswerJson.Default.ProblemView
        );
        (http.Response.StatusCode, http.Response.ContentType) = (problem.Code.Status, ProblemType);
        http.Response.ContentLength = content.Length;
        await http.Response.Body.WriteAsync(content, http.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Whether who asks has this version already.</summary>
    public static bool Knows(HttpRequest request, string tag) =>
        request.Headers.IfNoneMatch.Count > 0
        && EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(one => one.Tag == tag || one.Tag == "*");
}
