using Rota.Linux.Calls;
using Rota.Linux.Files;
using Rota.Store.Local;

namespace Rota.Cell.Files;

/// <summary>
/// Makes the directory that an attempt begins with: the files that it reads, each by a second name of the one in the
/// cache. Where the directory of the home is shared it is used as it is.
/// </summary>
/// <param name="state">The node's state.</param>
/// <param name="cache">Its files.</param>
/// <param name="fetch">Brings more of them.</param>
public sealed class Staging(StateDirectory state, BlobCache cache, BlobFetch fetch)
{
    private const string Partial = ".part";
    private const int Private = 0b111_000_000;

    /// <summary>
    /// Whether this machine sees the very directory that the home sees, and in it all that is read as it is there.
    /// </summary>
    public static bool IsShared(FileManifest manifest)
    {
        try
        {
            using var directory = Beneath.Open(manifest.Directory);
            return directory.Stamp.Inode == manifest.Inode
                && manifest.Files.All(file => directory.Find(file.Name) == file.Stamp);
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Brings what is not here, and makes the directory of an attempt.</summary>
    /// <exception cref="CellException">The home has not what it said.</exception>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public async Task Stage(long job, long attempt, FileManifest manifest, CancellationToken ct)
    {
        using var held = cache.Hold(manifest.Files);
        await Task.WhenAll(manifest.Files.Select(file => fetch.Bring(job, file, ct))).ConfigureAwait(false);
        var staged = state.StagedFor(attempt);
        Remove(attempt);
        Durable.CreatePrivateDirectory(staged + Partial);
        foreach (var file in manifest.Files)
        {
            Link(file, staged + Partial);
        }

        Durable.Rename(staged + Partial, staged);
    }

    /// <summary>Removes what was made for an attempt that will not start here.</summary>
    public void Remove(long attempt)
    {
        var staged = state.StagedFor(attempt);
        _ = TreeRemoval.Remove(staged);
        _ = TreeRemoval.Remove(staged + Partial);
    }

    /// <summary>Removes what was made for all but these.</summary>
    public void Keep(IReadOnlyCollection<long> attempts)
    {
        var parent = new DirectoryInfo(Path.GetDirectoryName(state.StagedFor(0))!);
        foreach (var left in parent.Exists ? parent.EnumerateDirectories() : [])
        {
            if (
                !long.TryParse(Path.GetFileNameWithoutExtension(left.Name), out var attempt)
                || !attempts.Contains(attempt)
            )
            {
                _ = TreeRemoval.Remove(left.FullName);
            }
        }
    }

    /// <summary>Nothing but this is in the directory yet, so no link on the way can lead elsewhere.</summary>
    private void Link(ManifestFile file, string directory)
    {
        for (var at = file.Name.IndexOf('/'); at > 0; at = file.Name.IndexOf('/', at + 1))
        {
            _ = NativeFile.MakeDirectory(Path.Combine(directory, file.Name[..at]), Private);
        }

        var path = Path.Combine(directory, file.Name);
        if (cache.Find(file) is not { } blob || NativeFile.Link(blob, path) != 0)
        {
            throw new IOException($"{path} cannot be made of what was brought");
        }
    }
}
