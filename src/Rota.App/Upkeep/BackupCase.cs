using Rota.App.Local;
using Rota.App.Problems;
using Rota.Core.Bytes;

namespace Rota.App.Upkeep;

/// <summary>Writes all that a state promises to keep into one archive, while it is in use.</summary>
public static class BackupCase
{
    /// <summary>Writes it.</summary>
    /// <exception cref="ProblemException">The file is there already, or its directory is not.</exception>
    public static BackupView Write(Site site, BackupRequest request)
    {
        var target = Utf8Path.Of(request.File);
        if (Directory.Exists(target) || (File.Exists(target) && !request.Replaces))
        {
            throw new ProblemException(
                ProblemCodes.FileExists,
                $"{target} exists already",
                Directory.Exists(target) ? "name a file in it" : "name another file, or replace it with --force"
            );
        }

        if (!Directory.Exists(Path.GetDirectoryName(target)))
        {
            throw new ProblemException(
                ProblemCodes.NoSuchDirectory,
                $"there is no directory {Path.GetDirectoryName(target)}",
                "make it first: mkdir -p"
            );
        }

        var missing = site.Open().Backup(target, request.WithFiles, request.Replaces);
        return new BackupView(target, [.. missing.Select(ByteText.Visible)]);
    }
}
