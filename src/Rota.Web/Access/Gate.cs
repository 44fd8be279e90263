using System.Net;
using Microsoft.AspNetCore.Http;
using Rota.App.Access;
using Rota.App.Problems;
using Rota.Web.Routing;

namespace Rota.Web.Access;

/// <summary>
/// Who is let in: by a token, or by the cookie of a browser that is logged in, also on the loopback address, for every
/// user of the machine and every page in a browser reaches that. A page of somebody else, and a name that was made to
/// point here, are refused before that.
/// </summary>
/// <param name="credentials">The ways to show who one is.</param>
/// <param name="names">What this machine is called besides, by who reaches it from elsewhere.</param>
internal sealed class Gate(IReadOnlyList<ICredentials> credentials, IEnumerable<string> names)
{
    /// <summary>The names that a browser on this machine reaches it by, and those that were stated.</summary>
    private readonly HashSet<string> hosts = new(
        ["localhost", "127.0.0.1", "[::1]", .. names],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Refuses who may not ask for this.</summary>
    /// <param name="http">The request.</param>
    /// <param name="route">What is asked for; null for nothing that is there.</param>
    /// <returns>Who asks, and by what they showed it; null where anybody may.</returns>
    /// <exception cref="ProblemException">They may not.</exception>
    public (Caller Caller, ICredentials By)? Admit(HttpContext http, Route? route)
    {
        RefuseForeign(http);
        if (route?.Scope == Scope.None)
        {
            return null;
        }

        foreach (var by in credentials)
        {
            if (by.Of(http.Request) is { } caller)
            {
                Allow(http, caller, route);
                return (caller, by);
            }
        }

        http.Response.Headers.WWWAuthenticate = "Bearer realm=\"rota\"";
        throw new ProblemException(
            RequestProblems.NoToken,
            "this needs a token",
            "send it: Authorization: Bearer TOKEN; that of the state is in its file api.token",
            "in a browser, log in: rota dashboard"
        );
    }

    /// <summary>Nothing that is there needs a scope; a token for some jobs only may ask about jobs only.</summary>
    private static void Allow(HttpContext http, Caller caller, Route? route)
    {
        if (route is null)
        {
            return;
        }

        var scope = route.Scope.ToString().ToLowerInvariant();
        if (!caller.May(scope))
        {
            http.Response.Headers.WWWAuthenticate =
                $"Bearer realm=\"rota\", error=\"insufficient_scope\", scope=\"{scope}\"";
            throw new ProblemException(
                AccessProblems.NotAllowed,
                caller.Owner is null
                    ? $"the token {caller.Name} does not allow this: it needs {scope}"
                    : $"{caller.Name} may not do this: it needs {scope}",
                caller.Owner is null
                    ? $"ask with one that does: rota token create NAME --scope {scope}"
                    : "ask root, or a member of the group of rota up --admin-group"
            );
        }

        if (caller.Tags.Count > 0 && !route.IsOfJobs)
        {
            throw new ProblemException(
                AccessProblems.NotAllowed,
                caller.Owner is null
                    ? $"the token {caller.Name} is for jobs with its labels, and this is of the whole state"
                    : $"{caller.Name} may do what is of their own jobs, and this is of the whole state",
                caller.Owner is null
                    ? $"ask with one without tags: rota token create NAME --scope {scope}"
                    : "ask root, or a member of the group of rota up --admin-group"
            );
        }
    }

    /// <summary>An address cannot be made to point elsewhere, as a name can.</summary>
    private bool IsOurs(HttpContext http) =>
        hosts.Contains(http.Request.Host.Host)
        || (
            IPAddress.TryParse(http.Request.Host.Host.Trim('[', ']'), out var address)
            && http.Connection.LocalIpAddress is { } local
            && (address.Equals(local) || (local.IsIPv4MappedToIPv6 && address.Equals(local.MapToIPv4())))
        );

    private void RefuseForeign(HttpContext http)
    {
        var request = http.Request;
        if (!IsOurs(http))
        {
            throw Foreign(
                "the host of the request is none of this machine's names",
                "call it localhost or 127.0.0.1; other names are stated: rota up --host NAME"
            );
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

    private static ProblemException Foreign(string what, string remedy) => new(RequestProblems.Foreign, what, remedy);
}
