using Rota.Store.Rows;

namespace Rota.Store.Proofs;

/// <summary>That the changes of a partition are numbered without a gap, up to what it counts.</summary>
public static class SequenceProof
{
    /// <summary>A sentence for each violation.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="counted">The number of its newest change, as it counts.</param>
    /// <param name="rows">What is kept, oldest first.</param>
    public static IEnumerable<string> Violations(int partition, long counted, IReadOnlyList<SequenceRow> rows)
    {
        if (rows.Count > 0 && rows[^1].Newest != counted)
        {
            yield return $"partition {partition} counts {counted} changes, and its newest is {rows[^1].Newest}";
        }

        foreach (var (row, following) in rows.Zip(rows.Skip(1)).Where(two => two.Second.First != two.First.Newest + 1))
        {
            yield return $"partition {partition} has no change after {row.Newest} and before {following.First - 1}";
        }
    }
}
