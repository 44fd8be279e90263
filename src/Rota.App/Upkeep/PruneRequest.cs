namespace Rota.App.Upkeep;

/// <summary>Which ended jobs are to be removed.</summary>
/// <param name="Jobs">Their numbers or names; empty where the conditions choose.</param>
/// <param name="OlderThan">Those that ended longer ago than this; null for any age.</param>
/// <param name="Keep">Of all that ended, the newest so many stay; null for none.</param>
public sealed record PruneRequest(IReadOnlyList<string> Jobs, TimeSpan? OlderThan, int? Keep)
{
    /// <summary>Whether it names nothing.</summary>
    public bool IsEmpty => Jobs.Count == 0 && OlderThan is null && Keep is null;
}
