namespace Rota.Cli.Watching.Model;

/// <summary>
/// Where somebody is in a list whose rows come and go: at a row by its key, or where that one was when it is gone.
/// </summary>
/// <param name="Key">The row; null for the first.</param>
/// <param name="Place">Where it was.</param>
internal sealed record Cursor(string? Key = null, int Place = 0)
{
    /// <summary>Where that is in the list as it is now; -1 where the list is empty.</summary>
    public int In(IReadOnlyList<string> keys)
    {
        for (var place = 0; place < keys.Count; place++)
        {
            if (keys[place] == Key)
            {
                return place;
            }
        }

        return Key is null ? Math.Min(0, keys.Count - 1) : Math.Min(Place, keys.Count - 1);
    }

    /// <summary>So many rows further down, or as far as there are rows.</summary>
    public Cursor Move(IReadOnlyList<string> keys, int rows)
    {
        if (keys.Count == 0)
        {
            return this;
        }

        var place = (int)Math.Clamp((long)In(keys) + rows, 0, keys.Count - 1);
        return new Cursor(keys[place], place);
    }
}
