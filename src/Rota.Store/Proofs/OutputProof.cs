using Rota.Store.Local;
using Rota.Store.Rows;

namespace Rota.Store.Proofs;

/// <summary>
/// That the output which the history refers to is there, and that all that lies there belongs to a job. Looks at
/// lengths only: one call a file. Each violation is a sentence with its remedy.
/// </summary>
internal static class OutputProof
{
    /// <summary>All violations.</summary>
    /// <param name="state">Where the output is.</param>
    /// <param name="uses">What the history refers to.</param>
    /// <param name="leftovers">Finds what is of no job; is not asked while a prune or a backup is under way.</param>
    public static IReadOnlyList<string> Violations(
        StateDirectory state,
        IEnumerable<SegmentUse> uses,
        Func<IEnumerable<Leftover>> leftovers
    ) => [.. Missing(state, uses), .. UpkeepLock.IsHeld(state) ? [] : leftovers().Select(Sentence)];

    /// <summary>Whether a prune was interrupted.</summary>
    public static bool HasUnfinished(StateDirectory state, Func<IEnumerable<Leftover>> leftovers) =>
        !UpkeepLock.IsHeld(state) && leftovers().Any(left => left.IsOurs);

    private static IEnumerable<string> Missing(StateDirectory state, IEnumerable<SegmentUse> uses)
    {
        foreach (var use in uses)
        {
            var file = new FileInfo(OutputSegments.PathOf(state.JobDirectory(use.Job), use.Segment));
            if (!file.Exists || file.Length < use.Until)
            {
                yield return $"output of job {use.Job}: {file.FullName} "
                    + (file.Exists ? $"ends at byte {file.Length} instead of {use.Until}" : "is missing")
                    + $". Put it back from a backup, or let the job go: rota prune {use.Job}";
            }
        }
    }

    private static string Sentence(Leftover left) =>
        left.IsOurs
            ? $"{left.Path} is left of a prune that was interrupted. Finish it: rota prune"
            : $"{left.Path} belongs to no job that this database ever had. "
                + "If rota.db was put back by hand, the state it came from has that job; else remove it";
}
