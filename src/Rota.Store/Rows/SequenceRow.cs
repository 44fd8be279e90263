using Rota.Store.Changes;

namespace Rota.Store.Rows;

/// <summary>What one turn changed in a partition.</summary>
/// <param name="Newest">The number of the last of the changes.</param>
/// <param name="Changes">The changes, oldest first.</param>
public readonly record struct SequenceRow(long Newest, IReadOnlyList<Change> Changes)
{
    /// <summary>The number of the first of them.</summary>
    public long First => Newest - Changes.Count + 1;
}
