using Rota.Store.Changes;
using Rota.Store.Home;
using Rota.Store.Rows;

namespace Rota.Store.Rules;

/// <summary>How many changes are kept of a partition, and what somebody is told who has seen some.</summary>
public static class SequenceRule
{
    /// <summary>So many of the newest are kept of each partition: a follower may be that far behind.</summary>
    public const int Kept = 65_536;

    /// <summary>Older ones go once in so many.</summary>
    private const int TrimPace = 4_096;

    /// <summary>Up to which number changes go now; null for none.</summary>
    /// <param name="newest">The number of the newest change.</param>
    /// <param name="count">How many were appended.</param>
    public static long? GoneUpTo(long newest, int count) =>
        newest / TrimPace != (newest - count) / TrimPace && newest > Kept ? newest - Kept : null;

    /// <summary>The changes after a number.</summary>
    /// <param name="rows">Rows whose newest is beyond it, oldest first.</param>
    /// <param name="number">What was seen.</param>
    public static ChangesAfter After(IEnumerable<SequenceRow> rows, long number)
    {
        var changes = new List<NumberedChange>();
        var isCut = false;
        foreach (var row in rows)
        {
            isCut |= changes.Count == 0 && row.First > number + 1;
            for (var at = Math.Max(row.First, number + 1); at <= row.Newest; at++)
            {
                changes.Add(new NumberedChange(at, row.Changes[(int)(at - row.First)]));
            }
        }

        return new ChangesAfter(changes, isCut);
    }
}
