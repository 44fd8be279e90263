using Rota.Store.Postgres.Sessions;
using Rota.Store.Rules;
using Rota.Store.Tokens;

namespace Rota.Store.Postgres.Tables;

/// <summary>The tokens of the API.</summary>
internal static class TokenTable
{
    private const string Columns = "name, hash, scopes, tags, created, expires, used";

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<TokenRow> All(Connection connection)
    {
        var tokens = new List<TokenRow>();
        using var rows = connection.Prepare($"SELECT {Columns} FROM rota.token ORDER BY name").Rows();
        while (rows.Read())
        {
            tokens.Add(Row(rows));
        }

        return tokens;
    }

    /// <summary>Writes one.</summary>
    /// <returns>Whether none of its name was there.</returns>
    public static bool Add(Connection connection, TokenRow token) =>
        connection
            .Prepare(
                """
                INSERT INTO rota.token (name, hash, scopes, tags, created, expires) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (name) DO NOTHING
                """
            )
            .Bind(1, token.Name)
            .Bind(2, token.Hash)
            .Bind(3, token.Scopes)
            .Bind(4, SubmissionRule.TagsOf(token.Tags))
            .Bind(5, token.Created.Micros)
            .Bind(6, token.Expires?.Micros)
            .RunNow() > 0;

    /// <summary>Takes one away.</summary>
    /// <returns>The one; null where there is none of that name.</returns>
    public static TokenRow? Remove(Connection connection, string name)
    {
        using var rows = connection
            .Prepare($"DELETE FROM rota.token WHERE name = $1 RETURNING {Columns}")
            .Bind(1, name)
            .Rows();
        return rows.Read() ? Row(rows) : null;
    }

    private static TokenRow Row(StatementRows rows) =>
        new()
        {
            Name = rows.Text(0),
            Hash = rows.Text(1),
            Scopes = rows.Text(2),
            Tags = SubmissionRule.TagsIn(rows.Text(3)),
            Created = rows.Instant(4),
            Expires = rows.InstantOrNull(5),
            Used = rows.InstantOrNull(6),
        };
}
