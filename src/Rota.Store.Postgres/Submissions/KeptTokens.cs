using Rota.Core.Model;
using Rota.Store.Audit;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Postgres.Opening;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;
using Rota.Store.Rules;
using Rota.Store.Tokens;

namespace Rota.Store.Postgres.Submissions;

/// <summary>Where people make tokens, and take them back.</summary>
internal sealed class KeptTokens(StateDirectory state, Server server, Author? author) : ITokens
{
    private readonly PeopleWriter people = new(state, server, author);

    /// <inheritdoc/>
    public bool Add(TokenRow token) =>
        people.Write(() =>
            TokenTable.Add(people.Connection, token) ? (true, SettingDeeds.Token(token)) : (false, (Deed?)null)
        );

    /// <inheritdoc/>
    public bool Revoke(string name) =>
        people.Write(() =>
            TokenTable.Remove(people.Connection, name) is { } token
                ? (true, SettingDeeds.Revoke(token))
                : (false, (Deed?)null)
        );

    /// <inheritdoc/>
    public void Used(IReadOnlyCollection<string> names, Instant at) =>
        people.Unheard(() =>
            people
                .Connection.Prepare("UPDATE rota.token SET used = $2 WHERE name = ANY ($1)")
                .Bind(1, [.. names.Select(name => (string?)name)])
                .Bind(2, at.Micros)
                .RunNow()
        );

    /// <inheritdoc/>
    public void Dispose() => people.Dispose();
}
