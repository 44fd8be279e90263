namespace Rota.Store.Local;

/// <summary>What lies among the jobs and is not the directory of one.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Job">The job that it was of.</param>
/// <param name="IsOurs">
/// Whether a prune was interrupted in the middle of it; else it is of a job that this home never had.
/// </param>
internal sealed record Leftover(string Path, long Job, bool IsOurs)
{
    /// <summary>The end of the name of a directory that is being removed before its job is.</summary>
    public const string Mark = ".pruned";

    /// <summary>Everything of that kind.</summary>
    /// <param name="state">The state.</param>
    /// <param name="newest">The highest number that a job of its home ever had.</param>
    /// <param name="isKnown">Whether the home has a job of this number.</param>
    public static IReadOnlyList<Leftover> Find(StateDirectory state, Func<long> newest, Predicate<long> isKnown)
    {
        var jobs = System.IO.Path.GetDirectoryName(state.JobDirectory(0))!;
        if (!Directory.Exists(jobs))
        {
            return [];
        }

        // The directories first: a job is in the home before it has one.
        var directories = Directory.GetDirectories(jobs);
        var last = newest();
        return
        [
            .. directories
                .Select(path => Of(path, isKnown, last))
                .OfType<Leftover>()
                .OrderBy(left => left.Path, StringComparer.Ordinal),
        ];
    }

    private static Leftover? Of(string path, Predicate<long> isKnown, long newest)
    {
        var name = System.IO.Path.GetFileName(path);
        var isMarked = name.EndsWith(Mark, StringComparison.Ordinal);
        return !long.TryParse(isMarked ? name[..^Mark.Length] : name, out var job) || (!isMarked && isKnown(job))
            ? null
            : new Leftover(path, job, isMarked || job <= newest);
    }
}
