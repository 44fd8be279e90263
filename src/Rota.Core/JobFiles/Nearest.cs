namespace Rota.Core.JobFiles;

/// <summary>Finds the name a user most likely meant.</summary>
public static class Nearest
{
    private const int LengthMax = 64;

    // A hint is not worth more time than this: a hostile file can have very many names.
    private const int CandidatesMax = 20_000;

    /// <summary>The candidate with the fewest typing errors to the text, or null when none is close.</summary>
    public static string? Of(string text, IEnumerable<string> candidates)
    {
        if (text.Length > LengthMax)
        {
            return null;
        }

        string? nearest = null;
        var best = Math.Max(1, Math.Min(3, text.Length / 2)) + 1;
        foreach (var candidate in candidates.Take(CandidatesMax))
        {
            if (
                candidate.Length <= LengthMax
                && Math.Abs(candidate.Length - text.Length) < best
                && Distance(text, candidate) is var distance
                && distance < best
            )
            {
                (nearest, best) = (candidate, distance);
            }
        }

        return nearest;
    }

    /// <summary>
    /// Damerau–Levenshtein distance in its optimal string alignment form: letters inserted, dropped, replaced, or
    /// swapped with a neighbour.
    /// </summary>
    public static int Distance(string left, string right)
    {
        var beforeLast = new int[right.Length + 1];
        var last = new int[right.Length + 1];
        var row = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var isSame = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]);
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (isSame ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[right.Length];
    }
}
