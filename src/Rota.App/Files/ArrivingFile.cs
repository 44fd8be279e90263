using Microsoft.Win32.SafeHandles;
using Rota.Cell;
using Rota.Cell.Files;
using Rota.Linux.Files;

namespace Rota.App.Files;

/// <summary>
/// An output that comes from a node: under a name of its own beside its place until it is whole and verified, so that
/// nobody reads half of one, and what was cut off goes on.
/// </summary>
public sealed class ArrivingFile
{
    private const int PieceBytes = 128 << 10;
    private readonly string path;
    private readonly int mask;
    private readonly ManifestFile file;
    private readonly FileBook book;

    internal ArrivingFile(string path, int mask, ManifestFile file, FileBook book) =>
        (this.path, this.mask, this.file, this.book) = (path, mask, file, book);

    private string Partial => Path.Combine(Path.GetDirectoryName(file.Name)!, $".{Path.GetFileName(file.Name)}.part");

    /// <summary>How much of it is here, in bytes.</summary>
    /// <exception cref="CellException">It cannot come here.</exception>
    public long Length()
    {
        using var directory = Opened();
        try
        {
            return IsHere(directory) ? file.Stamp.Bytes
                : book.Comes(path, Partial, file.Hash) ? directory.Find(Partial)?.Bytes ?? 0
                : 0;
        }
        catch (IOException error)
        {
            throw new CellException(CellFault.NoFile, $"output {file.Name} cannot come home: {error.Message}");
        }
    }

    /// <summary>Takes the rest, and gives the whole its name.</summary>
    /// <exception cref="CellException">It cannot come here, or what came is something else.</exception>
    public async Task Take(long from, Stream rest, CancellationToken ct)
    {
        using var directory = Opened();
        try
        {
            using var here = directory.Write(Partial, mask, file.Stamp.IsExecutable);
            if (RandomAccess.GetLength(here) < from)
            {
                throw new CellException(CellFault.Refused, "what came before is gone");
            }

            RandomAccess.SetLength(here, from);
            if (await Copied(here, from, rest, ct).ConfigureAwait(false) != file.Stamp.Bytes)
            {
                throw new CellException(CellFault.Refused, $"the end of {file.Name} did not come");
            }

            if (FileHash.Of(here, ct) != file.Hash)
            {
                directory.Remove(Partial);
                throw new CellException(CellFault.Refused, $"{file.Name} came with other bytes than were sent");
            }

            RandomAccess.FlushToDisk(here);
            directory.Replace(file.Name, by: Partial);
            book.Note(path, file.Name, FileStamp.Of(here), file.Hash);
        }
        catch (IOException error)
        {
            // A full disk here is waited out there.
            throw new CellException(CellFault.Refused, error.Message);
        }
    }

    private bool IsHere(Beneath directory) =>
        directory.Find(file.Name) is { } now
        && book.Of(path, file.Name) is { } known
        && (known.Stamp, known.Hash) == (now, file.Hash);

    private static async Task<long> Copied(SafeFileHandle here, long from, Stream rest, CancellationToken ct)
    {
        var room = new byte[PieceBytes];
        var at = from;
        while (await rest.ReadAsync(room, ct).ConfigureAwait(false) is > 0 and var count)
        {
            RandomAccess.Write(here, room.AsSpan(0, count), at);
            at += count;
        }

        return at;
    }

    /// <summary>What has no directory here will not have one later either.</summary>
    private Beneath Opened()
    {
        try
        {
            return Beneath.Open(path);
        }
        catch (IOException error)
        {
            throw new CellException(CellFault.NoFile, $"output {file.Name} cannot come home: {error.Message}");
        }
    }
}
