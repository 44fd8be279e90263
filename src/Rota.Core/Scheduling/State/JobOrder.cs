namespace Rota.Core.Scheduling.State;

/// <summary>The order of tasks in their job.</summary>
internal static class JobOrder
{
    /// <summary>By entry, then by ordinal.</summary>
    public static readonly Comparer<PendingTask> Order = Comparer<PendingTask>.Create(
        (left, right) => (left.Group, left.Index).CompareTo((right.Group, right.Index))
    );

    /// <summary>
    /// Puts each of some that are in order before the first of a line that does not come before it. The line need not
    /// be in order: it is gone along once for all of them, for there may be as many as it is long.
    /// </summary>
    public static void Merge<T>(this LinkedList<T> line, IEnumerable<T> inOrder, IComparer<T> order)
    {
        var behind = line.First;
        foreach (var one in inOrder)
        {
            while (behind is not null && order.Compare(behind.Value, one) < 0)
            {
                behind = behind.Next;
            }

            _ = behind is null ? line.AddLast(one) : line.AddBefore(behind, one);
        }
    }
}
