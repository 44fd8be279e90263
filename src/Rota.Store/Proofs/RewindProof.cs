namespace Rota.Store.Proofs;

/// <summary>That no earlier copy of the home took its place.</summary>
public static class RewindProof
{
    /// <summary>A sentence where a keeper has said so.</summary>
    /// <param name="keeperEpoch">The epoch that the keeper follows; null where none has complained.</param>
    public static IEnumerable<string> Violations(long? keeperEpoch) =>
        keeperEpoch is { } epoch
            ? [$"the database is older than its keeper, which has seen epoch {epoch}: an earlier copy took its place"]
            : [];
}
