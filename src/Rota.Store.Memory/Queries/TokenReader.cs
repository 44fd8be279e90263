using Rota.Store.Home;
using Rota.Store.Tokens;

namespace Rota.Store.Memory.Queries;

/// <summary>The tokens of the API.</summary>
internal sealed class TokenReader(HomeReader home) : ITokenReader
{
    public IReadOnlyList<TokenRow> All() => [.. home.Now.Tokens.Values];
}
