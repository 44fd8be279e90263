using Rota.Store.Tokens;

namespace Rota.Store.Home;

/// <summary>The tokens that hold.</summary>
public interface ITokenReader
{
    /// <summary>All of them, by name; also those that are over.</summary>
    IReadOnlyList<TokenRow> All();
}
