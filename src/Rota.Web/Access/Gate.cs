using Microsoft.AspNetCore.Http;
using Rota.App.Problems;
using Rota.Web.Routing;

namespace Rota.Web.Access;

/// <summary>
/// Who is let in: by a token, or by the cookie of a browser that is logged in, also on the loopback address, for every user of the machine and every page in a browser
/// reaches that. A page of somebody else, and a name that was made to point here, are refused before that.
/// </summary>
/// <param name="token">The token of the state.</param>
/// <param name="sessions">Browsers that are logged in.</param>
internal sealed class Gate(ApiToken token, Sessions sessions)
{
    private const string Scheme = "Bearer ";

    /// <summary>The names that a browser on this machine reaches it by.</summary>
    private static readonly HashSet<string> Hosts = new(StringComparer.OrdinalIgnoreCase)
    {
        "localhost",
        "127.0.0.1",
        "[::1]",
    };

    /// <summary>Refuses who may not ask for this.</summary>
    /// <param name="http">The request.</param>
    /// <param name="route">What is asked for; null for nothing that is there.</param>
    /// <exception cref="ProblemException">They may not.</exception>
    public void Admit(HttpContext http, Route? route)
    {
        RefuseForeign(http.Request);
        var cookie = HasToken(http.Request) ? null : SessionCookie.Of(http.Request);
        if (cookie is not null)
        {
            RefuseOtherPages(http.Request);
        }

        if (route?.Scope != Scope.None && !IsKnown(http.Request, cookie))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer realm=\"rota\"";
            throw new ProblemException(
                RequestProblems.NoToken,
                "this needs the token of the state",
                "send it: Authorization: Bearer TOKEN; it is in the file api.token of the state",
                "in a browser, log in: rota dashboard"
            );
        }
    }

    private static void RefuseForeign(HttpRequest request)
    {
        if (!Hosts.Contains(request.Host.Host))
        {
            throw Foreign("the host of the request is none of this machine's names", "call it localhost or 127.0.0.1");
        }

        if (
            request.Headers.Origin is [{ Length: > 0 } origin, ..]
            && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
        )
        {
            throw Foreign("the request comes from a page of another origin", "call it from a program, or its own page");
        }

        if (
            !HttpMethods.IsGet(request.Method)
            && request.Headers["Sec-Fetch-Site"] is [{ Length: > 0 } from, ..]
            && from is not ("same-origin" or "none")
        )
        {
            throw Foreign("the request comes from a page of another site", "call it from a program, or its own page");
        }
    }

    /// <summary>
    /// A browser sends a cookie whoever has it ask, also another port of this machine, which is the same site to it: only our
    /// own pages may, and what changes something must show that it comes from one.
    /// </summary>
    private static void RefuseOtherPages(HttpRequest request)
    {
        var from = (string?)request.Headers["Sec-Fetch-Site"];
        var isOwn = HttpMethods.IsGet(request.Method)
            ? from is null or "same-origin" or "none"
            : from is "same-origin" && request.Headers.Origin.Count == 1;
        if (!isOwn)
        {
            throw Foreign(
                "the request has a cookie, and does not come from a page of this server",
                "call it from its own page, or with the token: Authorization: Bearer TOKEN"
            );
        }
    }

    private static bool HasToken(HttpRequest request) => request.Headers.Authorization.Count > 0;

    private bool IsKnown(HttpRequest request, string? cookie) =>
        cookie is not null ? sessions.Find(cookie) is not null : IsToken(request);

    private bool IsToken(HttpRequest request) =>
        request.Headers.Authorization is [{ } header]
        && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && token.Is(header[Scheme.Length..].Trim());

    private static ProblemException Foreign(string what, string remedy) => new(RequestProblems.Foreign, what, remedy);
}
