using System.Formats.Tar;
using Rota.Linux.Faults;

namespace Rota.Store.Sqlite.Backups;

/// <summary>Writes the entries of an archive, and what their checksums are.</summary>
/// <param name="target">Where it goes.</param>
/// <param name="missing">Takes what could not be copied, each a sentence.</param>
internal sealed class ArchiveWriter(Stream target, List<string> missing)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly FileStreamOptions Reading = new()
    {
        Share = FileShare.ReadWrite | FileShare.Delete,
        BufferSize = 0,
    };
    private readonly Dictionary<string, FileSum> sums = new(StringComparer.Ordinal);

    /// <summary>Writes the database and what belongs to it.</summary>
    public void Write(FileStream database, IEnumerable<Piece> pieces)
    {
        using var tar = new TarWriter(target, TarEntryFormat.Pax, leaveOpen: true);
        Put(tar, Manifest.HeadName, new Manifest(Manifest.CurrentVersion, new Dictionary<string, FileSum>()));
        PutFile(tar, new Piece(Manifest.DatabaseName, database.Name, PieceKind.File), database);
        foreach (var piece in pieces)
        {
            CrashPoint.Reach("backup-piece");
            Put(tar, piece);
        }

        Put(tar, Manifest.Name, new Manifest(Manifest.CurrentVersion, sums));
    }

    private void Put(TarWriter tar, Piece piece)
    {
        try
        {
            switch (piece.Kind)
            {
                case PieceKind.Directory:
                    tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, piece.Name) { Mode = ModeOf(piece) });
                    break;
                case PieceKind.Link when new FileInfo(piece.Source).LinkTarget is { } link:
                    tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, piece.Name) { LinkName = link });
                    break;
                case PieceKind.File:
                    PutFile(tar, piece, new FileStream(piece.Source, Reading));
                    break;
            }
        }
        catch (Exception error)
            when (piece.Length is null && error is FileNotFoundException or DirectoryNotFoundException)
        {
            // A running job has removed one of its files.
        }
        catch (UnauthorizedAccessException error)
        {
            missing.Add($"{piece.Source} cannot be read, so it is left out: {error.Message}");
        }
    }

    private void PutFile(TarWriter tar, Piece piece, FileStream file)
    {
        using var counted = new CountedStream(file, piece.Length ?? file.Length);
        tar.WriteEntry(
            new PaxTarEntry(TarEntryType.RegularFile, piece.Name)
            {
                DataStream = counted,
                Mode = ModeOf(piece),
                ModificationTime = new DateTimeOffset(File.GetLastWriteTimeUtc(file.SafeFileHandle)),
            }
        );
        sums[piece.Name] = new FileSum(counted.Length, counted.Checksum);
        if (counted.IsShort)
        {
            missing.Add($"{piece.Source} became shorter while it was read; it is in the backup with zeros at its end");
        }
    }

    private static void Put(TarWriter tar, string name, Manifest manifest)
    {
        using var data = new MemoryStream(manifest.Encode());
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = data, Mode = Private });
    }

    private static UnixFileMode ModeOf(Piece piece) =>
        File.GetUnixFileMode(piece.Source)
        & (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
