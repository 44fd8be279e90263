namespace Rota.Store.Pruning;

/// <summary>Removes what was kept of jobs outside of the database, and counts what that gives back.</summary>
internal sealed class Removal
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Bytes that were given back.</summary>
    public long Freed { get; private set; }

    /// <summary>Removes all that is in a directory.</summary>
    public void Empty(string directory)
    {
        // Its job may have taken the right to write away from itself.
        File.SetUnixFileMode(directory, Private);
        foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo { LinkTarget: null })
            {
                Remove(entry.FullName);
            }
            else
            {
                RemoveFile(entry.FullName);
            }

            CrashPoint.Reach("prune-entry");
        }
    }

    /// <summary>Removes a directory with all that is in it.</summary>
    public void Remove(string directory)
    {
        Empty(directory);
        Directory.Delete(directory);
    }

    private void RemoveFile(string path)
    {
        if (FileFacts.Of(path) is { IsRegular: true, Links: 1 } facts)
        {
            // A keeper may have packed output open still: what is only unlinked would stay on the disk until it ends.
            if (Path.GetFileName(path).StartsWith("output-", StringComparison.Ordinal))
            {
                using var file = File.OpenHandle(
                    path,
                    FileMode.Open,
                    FileAccess.Write,
                    FileShare.ReadWrite | FileShare.Delete
                );
                RandomAccess.SetLength(file, 0);
            }

            Freed += facts.Bytes;
        }

        File.Delete(path);
    }
}
