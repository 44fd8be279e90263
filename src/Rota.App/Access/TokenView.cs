using Rota.App.Views;
using Rota.Core.Model;
using Rota.Store.Tokens;

namespace Rota.App.Access;

/// <summary>A token, as people are told of it: not the token itself.</summary>
/// <param name="Name">How people call it.</param>
/// <param name="Scopes">What it allows.</param>
/// <param name="Tags">Labels of the jobs that it may see; empty for all jobs.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Expires">When it ends; null for never.</param>
/// <param name="Used">When it was used last, to the minute; null for never.</param>
/// <param name="Expired">Whether it is over.</param>
public sealed record TokenView(
    string Name,
    IReadOnlyList<string> Scopes,
    IReadOnlyDictionary<string, string> Tags,
    Instant Created,
    Instant? Expires,
    Instant? Used,
    bool Expired
)
{
    internal static TokenView Of(TokenRow row, Instant now) =>
        new(row.Name, row.Scopes.Split(','), row.Tags, row.Created, row.Expires, row.Used, !row.HoldsAt(now));
}

/// <summary>The tokens that people made, by name.</summary>
/// <param name="Tokens">The tokens.</param>
public sealed record TokenList(IReadOnlyList<TokenView> Tokens) : View;

/// <summary>A token that was made just now: this is the only time that it is shown.</summary>
/// <param name="Token">The token.</param>
/// <param name="Made">What it is.</param>
public sealed record NewToken(string Token, TokenView Made) : View;
