namespace Rota.Node.Keeper.Times;

/// <summary>What records say of the bytes that are there: a task may have cut its output and begun anew.</summary>
public static class Standing
{
    /// <summary>
    /// The records of what stands: each is of more of its stream than the one before. What was written over has the
    /// time of its last writing.
    /// </summary>
    public static List<WrittenRecord> Of(IReadOnlyList<WrittenRecord> records)
    {
        var lowest = (Output: long.MaxValue, Errors: long.MaxValue);
        var standing = new List<WrittenRecord>(records.Count);
        for (var at = records.Count - 1; at >= 0; at--)
        {
            var record = records[at];
            ref var limit = ref (record.IsError ? ref lowest.Errors : ref lowest.Output);
            if (record.Length > 0 && record.Length < limit)
            {
                limit = record.Length;
                standing.Add(record);
            }
        }

        standing.Reverse();
        return standing;
    }
}
