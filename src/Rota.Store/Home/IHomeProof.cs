namespace Rota.Store.Home;

/// <summary>Proves the invariants over what is stored. Each violation is a sentence.</summary>
public interface IHomeProof
{
    /// <summary>All violations, from one committed state. In a damaged home only the damage is told.</summary>
    IReadOnlyList<string> Run();

    /// <summary>Whether a violation says that the home itself is damaged: then nothing else can be told.</summary>
    bool IsDamage(string violation);

    /// <summary>
    /// What of the output that the history refers to is not there, and what lies there that belongs to no job.
    /// </summary>
    IReadOnlyList<string> Output();

    /// <summary>Whether a removal of jobs was interrupted.</summary>
    bool HasUnfinishedPrune { get; }
}
