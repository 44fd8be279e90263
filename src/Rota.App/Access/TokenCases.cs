using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Rota.App.Problems;
using Rota.Core.JobFiles.Notation;
using Rota.Store.Tokens;

namespace Rota.App.Access;

/// <summary>What people do with tokens.</summary>
public static partial class TokenCases
{
    /// <summary>Tokens at most: each request is held against all of them.</summary>
    public const int Most = 1_000;

    /// <summary>Makes one, and shows it this once.</summary>
    /// <exception cref="ProblemException">The name is taken or none, or what it allows makes no sense.</exception>
    public static NewToken Create(Site site, TokenRequest request)
    {
        var (now, scopes) = (site.Now, AccessScopes.Read(request.Scopes));
        Check(request, scopes);
        var text = TokenText.New();
        var row = new TokenRow
        {
            Name = request.Name,
            Hash = TokenText.HashOf(text),
            Scopes = string.Join(',', scopes),
            Tags = request.Tags.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Created = now,
            Expires = request.Expires is { } term ? now + Term(term) : null,
        };
        var home = site.Create();
        using var tokens = home.Tokens();
        using var queries = home.Read();
        if (queries.Tokens.All().Count >= Most)
        {
            throw new ProblemException(
                AccessProblems.TokenExists,
                $"there are {Most:N0} tokens already",
                "take some back: rota token ls, rota token revoke NAME"
            );
        }

        return tokens.Add(row)
            ? new NewToken(text, TokenView.Of(row, now))
            : throw new ProblemException(
                AccessProblems.TokenExists,
                $"there is a token {row.Name} already",
                $"take it back first: rota token revoke {row.Name}; or name the new one otherwise"
            );
    }

    /// <summary>Those that people made.</summary>
    public static TokenList List(Site site)
    {
        using var queries = site.Open().Read();
        return new TokenList([.. queries.Tokens.All().Select(row => TokenView.Of(row, site.Now))]);
    }

    /// <summary>Takes one back: it holds no more, and what it has open is closed within a second.</summary>
    /// <returns>Those that are left.</returns>
    /// <exception cref="ProblemException">There is none of that name.</exception>
    public static TokenList Revoke(Site site, string name)
    {
        using (var tokens = site.Open().Tokens())
        {
            if (!tokens.Revoke(name))
            {
                throw new ProblemException(
                    AccessProblems.NoSuchToken,
                    $"there is no token {name}",
                    "see them: rota token ls"
                );
            }
        }

        return List(site);
    }

    private static void Check(TokenRequest request, IReadOnlyList<string> scopes)
    {
        if (!NameForm().IsMatch(request.Name) || request.Name == StateToken.Name)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"the name of a token is up to 64 letters, digits, dots, dashes and underscores, and not "
                    + $"{StateToken.Name}: that is the state's own"
            );
        }

        if (request.Tags.Count > 0 && scopes.Contains(AccessScopes.Admin))
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "a token for some jobs only cannot allow admin: who may make tokens may make one for all jobs",
                "leave admin out, or the tags"
            );
        }
    }

    private static TimeSpan Term(string text) =>
        Duration.TryParse(text, out var term) && term > TimeSpan.Zero
            ? term
            : throw new ProblemException(ProblemCodes.Usage, $"expires {text}: how long it holds", Duration.Form);

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,64}\z")]
    private static partial Regex NameForm();
}
