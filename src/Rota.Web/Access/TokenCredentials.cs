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

        return Find(header[Scheme.Length..].Trim());
    }

    /// <summary>Whose token this is; null where nobody knows it, or it holds no more.</summary>
    public Caller? Find(string token) => own.Is(token) ? StateToken.Caller : book.Find(token);

    public bool Holds(Caller caller) => caller == StateToken.Caller || book.Holds(caller);
}
