using Rota.Store.Local;
using Rota.Store.Sqlite.Pruning;
using Rota.Store.Sqlite.Tables;

namespace Rota.Store.Sqlite.Queries;

/// <summary>
/// Proves that the output which the history refers to is there, and that all that lies there belongs to a job. Looks at
/// lengths only: one call a file. Each violation is a sentence with its remedy.
/// </summary>
internal sealed class OutputCheck(StateDirectory state, JobQueries queries)
{
    /// <summary>All violations.</summary>
    public IReadOnlyList<string> Run() => [.. Missing(), .. UpkeepLock.IsHeld(state) ? [] : Leftovers()];

    /// <summary>Whether a prune was interrupted.</summary>
    public static bool HasUnfinished(StateDirectory state, JobQueries queries) =>
        !UpkeepLock.IsHeld(state) && Leftover.Find(state, queries.Connection).Any(left => left.IsOurs);

    private IEnumerable<string> Missing()
    {
        foreach (var use in SegmentUses.Used(queries.Connection))
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

    private IEnumerable<string> Leftovers()
    {
        return Leftover
            .Find(state, queries.Connection)
            .Select(left =>
                left.IsOurs
                    ? $"{left.Path} is left of a prune that was interrupted. Finish it: rota prune"
                    : $"{left.Path} belongs to no job that this database ever had. "
                        + "If rota.db was put back by hand, the state it came from has that job; else remove it"
            );
    }
}
