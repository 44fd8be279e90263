using Rota.Core.Model;
using Rota.Store.Audit;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Rules;
using Rota.Store.Sqlite.Tables;
using Rota.Store.Tokens;

namespace Rota.Store.Sqlite.Submissions;

/// <summary>Where people make tokens, and take them back.</summary>
/// <param name="state">The state.</param>
/// <param name="author">Whose doing it is; null for nobody in particular.</param>
public sealed class KeptTokens(StateDirectory state, Author? author = null) : ITokens
{
    private readonly PeopleWriter people = new(state, author);

    /// <inheritdoc/>
    public bool Add(TokenRow token) =>
        people.Write(() =>
        {
            if (Find(token.Name) is not null)
            {
                return (false, null);
            }

            TokenTable.Add(people.Connection, token);
            return (true, SettingDeeds.Token(token));
        });

    /// <inheritdoc/>
    public bool Revoke(string name) =>
        people.Write(() =>
        {
            if (Find(name) is not { } token)
            {
                return (false, null);
            }

            people.Connection.Prepare("DELETE FROM token WHERE name = ?1").Bind(1, name).Run();
            return (true, SettingDeeds.Revoke(token));
        });

    /// <inheritdoc/>
    public void Used(IReadOnlyCollection<string> names, Instant at) =>
        people.Unheard(() =>
        {
            foreach (var name in names)
            {
                people
                    .Connection.Prepare("UPDATE token SET used = ?2 WHERE name = ?1")
                    .Bind(1, name)
                    .Bind(2, at.Micros)
                    .Run();
            }

            return names.Count;
        });

    /// <inheritdoc/>
    public void Dispose() => people.Dispose();

    private TokenRow? Find(string name) => TokenTable.All(people.Connection).FirstOrDefault(one => one.Name == name);
}
