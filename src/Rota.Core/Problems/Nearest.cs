namespace Rota.Core.Problems;

/// <summary>
/// Finds the name a user most likely meant. A hint that is far from what was typed misleads: better none.
/// </summary>
public static class Nearest
{
    private const int LengthMax = 64;

    // A hint is not worth more time than this: a hostile file can have very many names.
    private const int CandidatesMax = 20_000;

    // What begins more names than this says nothing about which was meant.
    private const int CompletionsMax = 3;

    private const int ErrorsMax = 3;

    // So many letters in common at the beginning are a word with another ending: retry and retries.
    private const int StemLength = 3;

    /// <summary>
    /// The candidate that the text begins, else the one with the fewest typing errors to it; null when none is close.
    /// Dashes in front do not count.
    /// </summary>
    public static string? Of(string text, IEnumerable<string> candidates)
    {
        var typed = text.TrimStart('-');
        if (typed.Length is 0 or > LengthMax)
        {
            return null;
        }

        var known = candidates.Take(CandidatesMax).Where(candidate => candidate.Length <= LengthMax).ToList();
        return Completion(typed, known) ?? Misspelling(typed, known);
    }

    /// <summary>The shortest name that goes on after the text, or one of whose words does.</summary>
    private static string? Completion(string typed, IReadOnlyList<string> known)
    {
        if (typed.Length < 2)
        {
            return null;
        }

        return Shortest(candidate => Bare(candidate).StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            ?? Shortest(candidate =>
                typed.Length >= StemLength
                && Bare(candidate)
                    .ToString()
                    .Split(['-', '_'])
                    .Any(word => word.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            );

        string? Shortest(Func<string, bool> fits) =>
            known.Where(fits).Distinct().ToList() is { Count: > 0 and <= CompletionsMax } few
                ? few.MinBy(candidate => candidate.Length)
                : null;
    }

    private static string? Misspelling(string typed, IReadOnlyList<string> known)
    {
        string? nearest = null;
        var best = int.MaxValue;
        foreach (var candidate in known)
        {
            var name = Bare(candidate);
            if (
                Math.Abs(name.Length - typed.Length) <= ErrorsMax
                && Distance(typed, name) is var distance
                && distance < best
                && IsNear(typed, name, distance)
            )
            {
                (nearest, best) = (candidate, distance);
            }
        }

        return nearest;
    }

    /// <summary>One error in three letters; and who gets several wrong still begins with the right one.</summary>
    private static bool IsNear(string typed, ReadOnlySpan<char> name, int distance)
    {
        var stem = typed.AsSpan().CommonPrefixLength(name);
        var isBegun = name.Length > 0 && char.ToLowerInvariant(typed[0]) == char.ToLowerInvariant(name[0]);
        return distance switch
        {
            0 => true,
            1 => isBegun ? typed.Length > 1 : typed.Length > 3,
            <= ErrorsMax => isBegun && (distance <= typed.Length / 3 || stem >= StemLength),
            _ => false,
        };
    }

    private static ReadOnlySpan<char> Bare(string candidate) => candidate.AsSpan().TrimStart('-');

    /// <summary>
    /// Damerau–Levenshtein distance in its optimal string alignment form: letters inserted, dropped, replaced, or
    /// swapped with a neighbour.
    /// </summary>
    public static int Distance(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
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
