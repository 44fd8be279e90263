using System.Collections.Frozen;
using Rota.Core.Model;
using Rota.Store.Audit;

namespace Rota.App.Access;

/// <summary>Who asks over HTTP: the token of the state, one that people made, or a session of a browser.</summary>
public sealed record Caller
{
    /// <summary>By which door they came.</summary>
    public required Door Door { get; init; }

    /// <summary>The name of the token or session.</summary>
    public required string Name { get; init; }

    /// <summary>What they may do, as words: <c>read</c>, <c>operate</c>. Who has <c>admin</c> may do all.</summary>
    public required FrozenSet<string> Scopes { get; init; }

    /// <summary>Labels of the jobs that they may see; empty for all jobs.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The user of the system that they are known to be; null where that is not known.</summary>
    public string? User { get; init; }

    /// <summary>The number of that user.</summary>
    public long? Uid { get; init; }

    /// <summary>
    /// The number of the user whose jobs are what they hand in; null where the daemon serves one user, whose all are.
    /// </summary>
    public long? Owner { get; init; }

    /// <summary>The hash of what they showed; null where nothing of it is kept.</summary>
    public string? Proof { get; init; }

    /// <summary>When they may no more; null for never.</summary>
    public Instant? Expires { get; init; }

    /// <summary>Whether they may do what needs this word.</summary>
    public bool May(string scope) => Scopes.Contains(scope) || Scopes.Contains(AccessScopes.Admin);

    /// <summary>As the author of what they change.</summary>
    /// <param name="request">What the request is known by.</param>
    /// <param name="why">Why, in their own words; null where they said nothing.</param>
    public Author AsAuthor(string request, string? why) =>
        new()
        {
            Door = Door,
            Name = Name,
            User = User,
            Uid = Uid,
            Request = request,
            Why = why,
        };
}
