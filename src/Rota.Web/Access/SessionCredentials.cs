using Microsoft.AspNetCore.Http;
using Rota.App.Problems;

namespace Rota.Web.Access;

/// <summary>
/// Who a browser is, by its cookie. It sends one whoever has it ask, also another port of this machine, which is the
/// same site to it: only our own pages may, and what changes something must show that it comes from one.
/// </summary>
/// <param name="sessions">Browsers that are logged in.</param>
internal sealed class SessionCredentials(Sessions sessions)
{
    /// <summary>The session of a request; null where it has none. Who sends a token is known by that alone.</summary>
    /// <exception cref="ProblemException">It has a cookie, and comes from another page.</exception>
    public Session? Of(HttpRequest request)
    {
        if (request.Headers.Authorization.Count > 0 || SessionCookie.Of(request) is not { } id)
        {
            return null;
        }

        return IsOfOwnPage(request)
            ? sessions.Find(id)
            : throw new ProblemException(
                RequestProblems.Foreign,
                "the request has a cookie, and does not come from a page of this server",
                "call it from its own page, or with the token: Authorization: Bearer TOKEN"
            );
    }

    /// <summary>An address that a person types comes from nowhere.</summary>
    private static bool IsOfOwnPage(HttpRequest request)
    {
        var from = (string?)request.Headers["Sec-Fetch-Site"];
        return HttpMethods.IsGet(request.Method)
            ? from is null or "same-origin" or "none"
            : from is "same-origin" && request.Headers.Origin.Count == 1;
    }
}
