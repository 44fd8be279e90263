using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Memory.Tables;
using Rota.Store.Rules;
using Rota.Store.Tokens;

namespace Rota.Store.Memory.Submissions;

/// <summary>Where people make tokens, and take them back.</summary>
internal sealed class KeptTokens(Writer writer) : ITokens
{
    public bool Add(TokenRow token) =>
        writer.Change(tables =>
            tables.Tokens.ContainsKey(token.Name)
                ? (tables, false, null)
                : (tables with { Tokens = tables.Tokens.Add(token.Name, token) }, true, SettingDeeds.Token(token))
        );

    public bool Revoke(string name) =>
        writer.Change(tables =>
            tables.Tokens.TryGetValue(name, out var token)
                ? (tables with { Tokens = tables.Tokens.Remove(name) }, true, SettingDeeds.Revoke(token))
                : (tables, false, null)
        );

    public void Used(IReadOnlyCollection<string> names, Instant at) =>
        writer.Write(tables =>
            (
                tables with
                {
                    Tokens = tables.Tokens.SetItems(
                        names
                            .Where(tables.Tokens.ContainsKey)
                            .Select(name => KeyValuePair.Create(name, tables.Tokens[name] with { Used = at }))
                    ),
                },
                true
            )
        );

    public void Dispose() => writer.Dispose();
}
