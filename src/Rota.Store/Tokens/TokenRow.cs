using System.Collections.Immutable;
using Rota.Core.Model;

namespace Rota.Store.Tokens;

/// <summary>A token that people made, without the token itself: nobody can tell it from what is kept.</summary>
public sealed record TokenRow
{
    /// <summary>How people call it.</summary>
    public required string Name { get; init; }

    /// <summary>The SHA-256 of the token, in hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>What it allows, as words after commas.</summary>
    public required string Scopes { get; init; }

    /// <summary>Labels that the jobs have which it may see; empty for all jobs.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>When it was made.</summary>
    public required Instant Created { get; init; }

    /// <summary>When it ends; null for never.</summary>
    public Instant? Expires { get; init; }

    /// <summary>When it was used last, to the minute; null for never.</summary>
    public Instant? Used { get; init; }

    /// <summary>Whether it holds at a moment.</summary>
    public bool HoldsAt(Instant now) => Expires is not { } end || now < end;
}
