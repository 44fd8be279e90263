using System.IO.Compression;
using Rota.Linux.Faults;
using Rota.Store.Local;
using Rota.Store.Sqlite.Files;

namespace Rota.Store.Sqlite.Backups;

/// <summary>
/// Writes all that a state promises to keep into one archive, while it is in use: the database, the packed output that
/// it refers to, and the files that jobs left. The archive is a tar that ends with sizes and checksums.
/// </summary>
public static class Backup
{
    /// <summary>Writes the archive; a name that ends in <c>.gz</c> or <c>.tgz</c> has it compressed.</summary>
    /// <param name="state">The state.</param>
    /// <param name="target">The archive's file.</param>
    /// <param name="withFiles">Whether the files of jobs are in it.</param>
    /// <param name="replaces">Whether it may take the place of a file.</param>
    /// <returns>What is not in it though it should be, each a sentence.</returns>
    public static IReadOnlyList<string> Write(StateDirectory state, string target, bool withFiles, bool replaces)
    {
        using var upkeep = new UpkeepLock(state);
        using var archive = new PartFile(target);
        using var database = new PartFile(target + ".db");
        Copy(state, database.Path);
        CrashPoint.Reach("backup-copied");
        var contents = new StateContents(state.Path);
        using (var copy = Connection.Open(database.Path))
        {
            // No file beside it that a kill would leave.
            copy.Execute("PRAGMA journal_mode=MEMORY");
            contents.Read(copy);
        }

        var pieces = withFiles ? contents.Outputs.Concat(contents.Files) : contents.Outputs;
        if (IsCompressed(target))
        {
            using var packed = new GZipStream(archive.Stream, CompressionLevel.Optimal, leaveOpen: true);
            new ArchiveWriter(packed, contents.Missing).Write(database.Stream, pieces);
        }
        else
        {
            new ArchiveWriter(archive.Stream, contents.Missing).Write(database.Stream, pieces);
        }

        archive.Finish(replaces);
        return contents.Missing;
    }

    /// <summary>Copies the database as it was at one moment.</summary>
    private static void Copy(StateDirectory state, string target)
    {
        using var connection = Database.OpenReader(state);
        connection.Prepare("VACUUM INTO ?1").Bind(1, target).Run();
    }

    private static bool IsCompressed(string target) =>
        target.EndsWith(".gz", StringComparison.Ordinal) || target.EndsWith(".tgz", StringComparison.Ordinal);
}
