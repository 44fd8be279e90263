namespace Rota.App.Reporting;

/// <summary>
/// Entries whose names differ in their last number only. Recorded workflows have one entry for each task
/// (<c>mProject_ID17</c>): nobody looks at thousands of them one by one.
/// </summary>
public static class EntryFamily
{
    /// <summary>The name that an entry shares with its like: <c>mProject</c>.</summary>
    public static string Of(string entry)
    {
        var stem = entry.AsSpan().TrimEnd("0123456789");
        if (stem.Length < entry.Length && stem.EndsWith("ID", StringComparison.Ordinal))
        {
            stem = stem[..^2];
        }

        stem = stem.TrimEnd("_-.:#[ ");
        return stem.IsEmpty ? "tasks" : stem.ToString();
    }
}
