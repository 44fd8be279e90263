using Microsoft.AspNetCore.Http;
using Rota.App.Access;

namespace Rota.Web.Access;

/// <summary>Who asks with a token: that of the state, or one that people made.</summary>
/// <param name="own">The token of the state.</param>
/// <param name="book">Those that people made.</param>
internal sealed class TokenCredentials(ApiToken own, TokenBook book) : ICredentials
{
    private const string Scheme = "Bearer ";

    public Caller? Of(HttpRequest request)
    {
        if (
            request.Headers.Authorization is not [{ } header]
            || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        )
        {
            return null;
        }

        var token = header[Scheme.Length..].Trim();
        return own.Is(token) ? StateToken.Caller : book.Find(token);
    }

    public bool Holds(Caller caller) => caller == StateToken.Caller || book.Holds(caller);
}
