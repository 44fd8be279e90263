namespace Rota.Node.Keeper.Times;

/// <summary>
/// Keeps the records of an attempt that writes for long at a bounded number: every second goes, and the next ones come
/// half as often.
/// </summary>
internal static class Thinning
{
    /// <summary>So many records at most.</summary>
    public const int CountMax = 4096;

    /// <summary>
    /// Every second record of each stream. What one that goes told of is told by the next of its stream: no line gets a
    /// time before it was written.
    /// </summary>
    public static List<WrittenRecord> Of(IReadOnlyList<WrittenRecord> records)
    {
        var standing = Standing.Of(records);
        var left = (
            Output: standing.Count(record => !record.IsError),
            Errors: standing.Count(record => record.IsError)
        );
        var isVague = (Output: false, Errors: false);
        var kept = new List<WrittenRecord>((standing.Count / 2) + 2);
        foreach (var record in standing)
        {
            ref var behind = ref (record.IsError ? ref left.Errors : ref left.Output);
            ref var vague = ref (record.IsError ? ref isVague.Errors : ref isVague.Output);
            vague |= record.IsVague;
            behind--;

            // Counted from the end: the last record of a stream stays, which says how long it is.
            if (behind % 2 == 0)
            {
                kept.Add(record with { IsVague = vague });
                vague = false;
            }
        }

        return kept;
    }
}
