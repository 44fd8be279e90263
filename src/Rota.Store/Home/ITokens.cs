using Rota.Core.Model;
using Rota.Store.Tokens;

namespace Rota.Store.Home;

/// <summary>Where people make tokens, and take them back.</summary>
public interface ITokens : IDisposable
{
    /// <summary>Adds one; false where another one has its name.</summary>
    bool Add(TokenRow token);

    /// <summary>Takes one back for good; false where there is none of that name.</summary>
    bool Revoke(string name);

    /// <summary>Notes when tokens were used. No change of people, so that no audit tells of it.</summary>
    void Used(IReadOnlyCollection<string> names, Instant at);
}
