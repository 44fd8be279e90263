using Rota.Linux.Faults;
using Rota.Linux.Files;

namespace Rota.Store.Sqlite.Backups;

/// <summary>
/// A file that is being written under a name of its own, private from its first byte. It gets its final name when it is
/// whole and on the disk. What a writer that was killed left in the directory is removed by the next one.
/// </summary>
internal sealed class PartFile : IDisposable
{
    /// <summary>The end of the name of what is not whole yet.</summary>
    public const string Suffix = ".rota-part";

    private readonly string final;
    private bool isFinal;

    /// <summary>Begins a file.</summary>
    /// <exception cref="StoreException">Somebody writes the same one.</exception>
    public PartFile(string final)
    {
        this.final = final;
        Path = final + Suffix;
        RemoveLeft(System.IO.Path.GetDirectoryName(final)!);
        try
        {
            Stream = new FileStream(
                Path,
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.None,
                    BufferSize = 1 << 16,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                }
            );
        }
        catch (IOException) when (File.Exists(Path))
        {
            throw new StoreException(
                StoreFailure.Busy,
                $"another process writes {Path} just now. Try again when it has ended, or name another file"
            );
        }
    }

    /// <summary>Where it is until it is whole.</summary>
    public string Path { get; }

    /// <summary>To write it. While it is open, nobody takes it for something left.</summary>
    public FileStream Stream { get; }

    /// <summary>It is whole: it gets its name.</summary>
    /// <param name="replaces">Whether it may take the place of a file.</param>
    public void Finish(bool replaces)
    {
        Stream.Flush(flushToDisk: true);
        CrashPoint.Reach("backup-written");
        if (!replaces && File.Exists(final))
        {
            throw new IOException($"{final} has come into being meanwhile; it was left as it is. Name another file");
        }

        Durable.Rename(Path, final);
        isFinal = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!isFinal)
        {
            File.Delete(Path);
        }

        Stream.Dispose();
    }

    private static void RemoveLeft(string directory)
    {
        foreach (var left in Directory.EnumerateFiles(directory, "*" + Suffix))
        {
            try
            {
                using var file = File.Open(left, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                File.Delete(left);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Somebody writes it, or it is not ours.
            }
        }
    }
}
