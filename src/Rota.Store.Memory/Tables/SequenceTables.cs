using System.Collections.Immutable;
using Rota.Store.Changes;
using Rota.Store.Rows;
using Rota.Store.Rules;

namespace Rota.Store.Memory.Tables;

/// <summary>The sequence of changes of a partition.</summary>
/// <param name="Newest">The number of the newest; 0 before the first.</param>
/// <param name="Rows">What is kept, oldest first.</param>
internal sealed record SequenceTables(long Newest, ImmutableList<SequenceRow> Rows)
{
    /// <summary>One without changes.</summary>
    public static readonly SequenceTables Empty = new(0, []);

    /// <summary>With what a turn changed.</summary>
    public SequenceTables With(IReadOnlyList<Change> changes)
    {
        var newest = Newest + changes.Count;
        var rows = Rows.Add(new SequenceRow(newest, changes));
        return new SequenceTables(
            newest,
            SequenceRule.GoneUpTo(newest, changes.Count) is { } gone ? rows.RemoveAll(row => row.Newest <= gone) : rows
        );
    }
}
