using Rota.Linux.Calls;
using Rota.Linux.Files;

namespace Rota.Cell.Files;

/// <summary>
/// Files that were brought to a node, by what is in them. A file has its name here when it is whole, verified and on
/// the disk. Attempts have further names of the very same file, so one that some attempt uses is known by its links,
/// and needs no book.
/// </summary>
/// <param name="root">Where they are.</param>
/// <param name="bytesMax">What those may take that no attempt uses: the least recently used go first.</param>
public sealed class BlobCache(string root, long bytesMax)
{
    /// <summary>What the files of a node may take that no attempt uses. Default: 20 GiB.</summary>
    public const long UsualBytesMax = 20L << 30;

    private static readonly TimeSpan PartialAgeMax = TimeSpan.FromDays(1);
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> held = [];

    /// <summary>Where the one is that is being brought.</summary>
    public string PartialOf(string hash) => Path.Combine(Made("partial"), hash);

    /// <summary>Keeps files from going, also those that are not here yet.</summary>
    /// <returns>Lets them go again.</returns>
    public IDisposable Hold(IReadOnlyList<ManifestFile> files)
    {
        string[] keys = [.. files.Select(KeyOf).Distinct()];
        lock (gate)
        {
            Array.ForEach(keys, key => held[key] = held.GetValueOrDefault(key) + 1);
        }

        return new Held(this, keys);
    }

    /// <summary>The path of a file that is here, whole and unchanged; null where it is to be brought.</summary>
    public string? Find(ManifestFile file)
    {
        var path = PathOf(KeyOf(file));
        lock (gate)
        {
            if (FileFacts.Of(path) is not { IsRegular: true } facts)
            {
                return null;
            }

            if (facts.Length == file.Stamp.Bytes && BlobSeal.IsOn(facts))
            {
                File.SetLastAccessTimeUtc(path, DateTime.UtcNow);
                return path;
            }

            // A task has written to what it read: it is not what its name says any more.
            File.Delete(path);
            return null;
        }
    }

    /// <summary>Takes in a file whose bytes were verified; it has its name here once it is on the disk.</summary>
    public void Admit(ManifestFile file, string verified)
    {
        using (var written = File.OpenHandle(verified, FileMode.Open, FileAccess.ReadWrite))
        {
            RandomAccess.FlushToDisk(written);
        }

        var path = PathOf(KeyOf(file));
        Made(Path.GetDirectoryName(path)!);
        lock (gate)
        {
            BlobSeal.Put(verified, file.Stamp.IsExecutable);
            Durable.Rename(verified, path);
            Trim(bytesMax);
        }
    }

    /// <summary>Takes in a file that nobody uses any more where it is: it gets a second name.</summary>
    public void Adopt(ManifestFile file, string path)
    {
        var name = PathOf(KeyOf(file));
        Made(Path.GetDirectoryName(name)!);
        lock (gate)
        {
            if (FileFacts.Of(path) is { IsRegular: true } && NativeFile.Link(path, name) == 0)
            {
                BlobSeal.Put(name, file.Stamp.IsExecutable);
            }
        }
    }

    /// <summary>
    /// Has the least recently used go that nobody uses, until they take no more than that; and what began to come so
    /// long ago that nobody waits for it.
    /// </summary>
    public void Trim(long most)
    {
        lock (gate)
        {
            foreach (var left in new DirectoryInfo(Made("partial")).EnumerateFiles())
            {
                if (left.LastWriteTimeUtc < DateTime.UtcNow - PartialAgeMax)
                {
                    left.Delete();
                }
            }

            var idle = new DirectoryInfo(Made("blobs"))
                .EnumerateFiles("*", SearchOption.AllDirectories)
                .Where(file => !held.ContainsKey(file.Name) && FileFacts.Of(file.FullName) is { Links: 1 })
                .OrderBy(file => file.LastAccessTimeUtc)
                .ToArray();
            var taken = idle.Sum(file => file.Length);
            foreach (var file in idle.TakeWhile(_ => taken > most))
            {
                taken -= file.Length;
                file.Delete();
            }
        }
    }

    private static string KeyOf(ManifestFile file) => file.Stamp.IsExecutable ? file.Hash + "x" : file.Hash;

    private string PathOf(string key) => Path.Combine(root, "blobs", key[..2], key);

    private string Made(string name)
    {
        var path = Path.Combine(root, name);
        Durable.CreatePrivateDirectory(path);
        return path;
    }

    private sealed class Held(BlobCache cache, string[] keys) : IDisposable
    {
        public void Dispose()
        {
            lock (cache.gate)
            {
                foreach (var key in keys)
                {
                    if (--cache.held[key] == 0)
                    {
                        cache.held.Remove(key);
                    }
                }
            }
        }
    }
}
