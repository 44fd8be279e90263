using Rota.Store.Local;
using Rota.Store.Sqlite.Files;

namespace Rota.Store.Sqlite.Pruning;

/// <summary>What lies among the jobs and is not the directory of one.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Job">The job that it was of.</param>
/// <param name="IsOurs">
/// Whether a prune was interrupted in the middle of it; else it is of a job that this database never had.
/// </param>
internal sealed record Leftover(string Path, long Job, bool IsOurs)
{
    /// <summary>The end of the name of a directory that is being removed before its job is.</summary>
    public const string Mark = ".pruned";

    /// <summary>Everything of that kind.</summary>
    public static IReadOnlyList<Leftover> Find(StateDirectory state, Connection connection)
    {
        var jobs = System.IO.Path.GetDirectoryName(state.JobDirectory(0))!;
        if (!Directory.Exists(jobs))
        {
            return [];
        }

        // The directories first: a job is in the database before it has one.
        var directories = Directory.GetDirectories(jobs);
        var newest = connection.Scalar("SELECT seq FROM sqlite_sequence WHERE name = 'job'") ?? 0;
        return
        [
            .. directories
                .Select(path => Of(path, connection, newest))
                .OfType<Leftover>()
                .OrderBy(left => left.Path, StringComparer.Ordinal),
        ];
    }

    private static Leftover? Of(string path, Connection connection, long newest)
    {
        var name = System.IO.Path.GetFileName(path);
        var isMarked = name.EndsWith(Mark, StringComparison.Ordinal);
        if (!long.TryParse(isMarked ? name[..^Mark.Length] : name, out var job))
        {
            return null;
        }

        var isKnown = connection.Prepare("SELECT 1 FROM job WHERE id = ?1").Bind(1, job).Scalar() is not null;
        return isMarked || !isKnown ? new Leftover(path, job, isMarked || job <= newest) : null;
    }
}
