using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Rota.Core.Bytes;

namespace Rota.Web.Routing;

/// <summary>
/// Texts of a request line with their bytes as they were sent: names of tasks hold any, also those that are no UTF-8
/// and slashes, which a server's own reading of the line would have lost.
/// </summary>
internal static class RawText
{
    /// <summary>A part of the path; null where the line does not have it as the route does.</summary>
    /// <param name="http">The request.</param>
    /// <param name="template">The path of the route, with parameters in braces.</param>
    /// <param name="name">The parameter.</param>
    public static string? InPath(HttpContext http, string template, string name)
    {
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        var sent = target.Split('?')[0].Split('/');
        var parts = template.Split('/');
        var at = Array.FindIndex(parts, part => part.Contains("{" + name + "}", StringComparison.Ordinal));
        if (at < 0 || sent.Length != parts.Length)
        {
            return null;
        }

        var (before, after) = (parts[at].Split('{')[0], parts[at].Split('}')[1]);
        var text = sent[at];
        return
            text.Length >= before.Length + after.Length
            && text.StartsWith(before, StringComparison.Ordinal)
            && text.EndsWith(after, StringComparison.Ordinal)
            ? Decoded(text[before.Length..^after.Length])
            : null;
    }

    /// <summary>The values of a parameter of the query.</summary>
    public static string[] InQuery(HttpContext http, string name) =>
        [
            .. (http.Request.QueryString.Value ?? "")
                .TrimStart('?')
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('=', 2))
                .Where(pair => Decoded(pair[0]) == name)
                .Select(pair => pair.Length == 1 ? "" : Decoded(pair[1].Replace('+', ' '))),
        ];

    private static string Decoded(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var bytes = new List<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%' && at + 2 < text.Length && IsCode(text.AsSpan(at + 1, 2), out var one))
            {
                bytes.Add(one);
                at += 2;
            }
            else
            {
                bytes.AddRange(ByteText.Bytes(text[at].ToString()));
            }
        }

        return ByteText.Of([.. bytes]);
    }

    private static bool IsCode(ReadOnlySpan<char> text, out byte one) =>
        byte.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out one);
}
