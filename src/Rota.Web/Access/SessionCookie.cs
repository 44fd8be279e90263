using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rota.Core.Model;

namespace Rota.Web.Access;

/// <summary>
/// The cookie by which a browser is known: no script reads it, and no other site sends it. Browsers share cookies
/// between the ports of a machine, so its name has the port.
/// </summary>
internal static class SessionCookie
{
    /// <summary>The id that a browser sends; null where it sends none.</summary>
    public static string? Of(HttpRequest request) =>
        request.Cookies.TryGetValue(NameFor(request), out var id) && id.Length > 0 ? id : null;

    /// <summary>Gives it to a browser.</summary>
    public static void Give(HttpContext http, string id, Instant until) =>
        http.Response.Cookies.Append(NameFor(http.Request), id, Options(http.Request, until.ToDateTime()));

    /// <summary>Takes it away.</summary>
    public static void TakeAway(HttpContext http) =>
        http.Response.Cookies.Delete(NameFor(http.Request), Options(http.Request, null));

    private static string NameFor(HttpRequest request) =>
        string.Create(CultureInfo.InvariantCulture, $"rota_{request.Host.Port ?? 80}");

    private static CookieOptions Options(HttpRequest request, DateTimeOffset? until) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = request.IsHttps,
            Path = "/",
            Expires = until,
        };
}
