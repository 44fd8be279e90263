using System.Collections.Frozen;
using Rota.Core.Model;
using Rota.Store.Audit;
using Rota.Store.Tokens;

namespace Rota.App.Access;

/// <summary>
/// The tokens that hold, as a server asks for them with each request: read again when they are older than a moment.
/// When each was used is noted once a minute.
/// </summary>
/// <param name="site">The state.</param>
public sealed class TokenBook(Site site)
{
    /// <summary>How old what is known may be: so long a token that was taken back is taken yet.</summary>
    private static readonly TimeSpan AgeMax = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan UsePace = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private readonly Dictionary<string, Instant> used = new(StringComparer.Ordinal);
    private IReadOnlyList<TokenRow> known = [];
    private Instant read = new(long.MinValue);

    /// <summary>Who has this token; null where it is none, or none that holds.</summary>
    public Caller? Find(string token) => FindHash(TokenText.HashOf(token));

    /// <summary>Who has the token of this hash; null where it is none, or none that holds.</summary>
    public Caller? FindHash(string hash)
    {
        TokenRow? found = null;
        foreach (var row in Known())
        {
            found = TokenText.AreSame(row.Hash, hash) ? row : found;
        }

        if (found is null || !found.HoldsAt(site.Now))
        {
            return null;
        }

        lock (gate)
        {
            used[found.Name] = site.Now;
        }

        return new Caller
        {
            Door = Door.Api,
            Name = found.Name,
            Scopes = found.Scopes.Split(',').ToFrozenSet(StringComparer.Ordinal),
            Tags = found.Tags,
            Expires = found.Expires,
            Proof = found.Hash,
        };
    }

    /// <summary>Whether somebody who was let in with a token may still.</summary>
    public bool Holds(Caller caller) =>
        Known().Any(row => row.Name == caller.Name && row.Hash == caller.Proof && row.HoldsAt(site.Now));

    /// <summary>Notes when tokens were used, where that was not noted for a while.</summary>
    public void NoteUse()
    {
        string[] names;
        lock (gate)
        {
            names =
            [
                .. known
                    .Where(row => used.TryGetValue(row.Name, out var at) && !(at - row.Used < UsePace))
                    .Select(row => row.Name),
            ];
            used.Clear();
        }

        if (names.Length > 0)
        {
            using var tokens = site.Open().Tokens();
            tokens.Used(names, site.Now);
        }
    }

    private IReadOnlyList<TokenRow> Known()
    {
        lock (gate)
        {
            if (site.Now - read >= AgeMax || site.Now < read)
            {
                using var queries = site.Open().Read();
                (known, read) = (queries.Tokens.All(), site.Now);
            }

            return known;
        }
    }
}
