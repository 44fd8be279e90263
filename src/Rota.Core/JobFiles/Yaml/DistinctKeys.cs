namespace Rota.Core.JobFiles.Yaml;

/// <summary>
/// Tells whether a key of a mapping was there before. Most mappings are too small to be worth a hash table.
/// </summary>
internal sealed class DistinctKeys
{
    private const int ListMax = 8;
    private readonly List<string> few = new(ListMax);
    private HashSet<string>? many;

    /// <summary>How many.</summary>
    public int Count => many?.Count ?? few.Count;

    /// <summary>Adds a key; false when it was there.</summary>
    public bool Add(string key)
    {
        if (many is not null)
        {
            return many.Add(key);
        }

        if (few.Contains(key, StringComparer.Ordinal))
        {
            return false;
        }

        few.Add(key);
        many = few.Count == ListMax ? new(few, StringComparer.Ordinal) : null;
        return true;
    }
}
