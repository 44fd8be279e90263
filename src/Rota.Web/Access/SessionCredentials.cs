using Microsoft.AspNetCore.Http;
using Rota.App.Access;
using Rota.App.Problems;
using Rota.Store.Audit;

namespace Rota.Web.Access;

/// <summary>
/// Who a browser is, by its cookie. It sends one whoever has it ask, also another port of this machine, which is the
/// same site to it: only our own pages may, and what changes something must show that it comes from one.
/// </summary>
/// <param name="sessions">Browsers that are logged in.</param>
/// <param name="book">The tokens that people made.</param>
internal sealed class SessionCredentials(Sessions sessions, TokenBook book) : ICredentials
{
    /// <summary>Who a browser is; null where it has no session. Who sends a token is known by that alone.</summary>
    /// <exception cref="ProblemException">It has a cookie, and comes from another page.</exception>
    public Caller? Of(HttpRequest request)
    {
        if (request.Headers.Authorization.Count > 0 || SessionCookie.Of(request) is not { } id)
        {
            return null;
        }

        return IsOfOwnPage(request)
            ? CallerOf(sessions.Find(id))
            : throw new ProblemException(
                RequestProblems.Foreign,
                "the request has a cookie, and does not come from a page of this server",
                "call it from its own page, or with the token: Authorization: Bearer TOKEN"
            );
    }

    /// <summary>Whether a browser is logged in, whatever page it comes from: it is shown nothing yet.</summary>
    public bool Knows(HttpRequest request) =>
        SessionCookie.Of(request) is { } id && CallerOf(sessions.Find(id)) is { Tags.Count: 0 };

    public bool Holds(Caller caller) => caller.Proof is null || book.Holds(caller);

    /// <summary>Whoever the token was of, by which it came; nobody once that is taken back.</summary>
    private Caller? CallerOf(Session? session) =>
        session switch
        {
            null => null,
            { Proof: Session.OfState } => StateToken.Caller with { Door = Door.Session },
            { Proof: var proof } when book.FindHash(proof) is { } caller => caller with { Door = Door.Session },
            _ => null,
        };

    /// <summary>An address that a person types comes from nowhere.</summary>
    private static bool IsOfOwnPage(HttpRequest request)
    {
        var from = (string?)request.Headers["Sec-Fetch-Site"];
        return HttpMethods.IsGet(request.Method)
            ? from is null or "same-origin" or "none"
            : from is "same-origin" && request.Headers.Origin.Count == 1;
    }
}
