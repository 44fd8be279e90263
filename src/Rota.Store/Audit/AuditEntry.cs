namespace Rota.Store.Audit;

/// <summary>
/// A change that was made, as it is kept. Entries are never changed, and each tells the hash of the one before.
/// </summary>
public sealed record AuditEntry
{
    /// <summary>Its number: one more than that of the entry before.</summary>
    public required long Number { get; init; }

    /// <summary>Who.</summary>
    public required Author Author { get; init; }

    /// <summary>What.</summary>
    public required Deed Deed { get; init; }

    /// <summary>The hash of the entry before, in hexadecimal digits.</summary>
    public required string Previous { get; init; }

    /// <summary>Its own hash, over all of the above.</summary>
    public required string Hash { get; init; }
}
