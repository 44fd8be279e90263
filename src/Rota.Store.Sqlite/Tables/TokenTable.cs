using Rota.Core.Model;
using Rota.Store.Rules;
using Rota.Store.Sqlite.Files;
using Rota.Store.Tokens;

namespace Rota.Store.Sqlite.Tables;

/// <summary>The tokens of the API.</summary>
internal static class TokenTable
{
    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<TokenRow> All(Connection connection)
    {
        var tokens = new List<TokenRow>();
        using var rows = connection
            .Prepare("SELECT name, hash, scopes, tags, created, expires, used FROM token ORDER BY name")
            .Rows();
        while (rows.Read())
        {
            tokens.Add(
                new TokenRow
                {
                    Name = rows.Text(0),
                    Hash = rows.Text(1),
                    Scopes = rows.Text(2),
                    Tags = SubmissionRule.TagsIn(rows.Text(3)),
                    Created = new Instant(rows.Int64(4)),
                    Expires = rows.Int64OrNull(5) is { } end ? new Instant(end) : null,
                    Used = rows.Int64OrNull(6) is { } used ? new Instant(used) : null,
                }
            );
        }

        return tokens;
    }

    /// <summary>Writes one.</summary>
    public static void Add(Connection connection, TokenRow token) =>
        connection
            .Prepare("INSERT INTO token (name, hash, scopes, tags, created, expires) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
            .Bind(1, token.Name)
            .Bind(2, token.Hash)
            .Bind(3, token.Scopes)
            .Bind(4, SubmissionRule.TagsOf(token.Tags))
            .Bind(5, token.Created.Micros)
            .Bind(6, token.Expires?.Micros)
            .Run();
}
