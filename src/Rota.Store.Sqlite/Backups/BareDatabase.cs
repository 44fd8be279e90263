using Rota.Linux.Files;
using Rota.Store.Sqlite.Files;

namespace Rota.Store.Sqlite.Backups;

/// <summary>
/// A database without the rest: what earlier versions wrote as a backup, or the <c>rota.db</c> of a state directory.
/// Output and files are taken from <c>jobs</c> beside it, where there are; what is not there is noted as lost.
/// </summary>
internal static class BareDatabase
{
    /// <summary>Whether a file is a database of SQLite.</summary>
    public static bool Is(string file)
    {
        Span<byte> head = stackalloc byte[16];
        using var stream = File.OpenRead(file);
        return stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
            && head.SequenceEqual("SQLite format 3\0"u8);
    }

    /// <summary>Copies it and what belongs to it below a directory.</summary>
    /// <returns>What is not there, each a sentence.</returns>
    public static IReadOnlyList<string> Copy(string file, string root)
    {
        var database = Path.Combine(root, Manifest.DatabaseName);
        DatabaseFile.CreatePrivate(database).Dispose();
        using (var source = Connection.Open(file, isReadOnly: true))
        {
            source.Prepare("VACUUM INTO ?1").Bind(1, database).Run();
        }

        var contents = new StateContents(Path.GetDirectoryName(file)!);
        using (var copy = Connection.Open(database))
        {
            Schema.RefuseForeign(copy);
            contents.Read(copy);
        }

        foreach (var piece in contents.Outputs.Concat(contents.Files))
        {
            Copy(piece, Path.Combine(root, piece.Name));
        }

        return contents.Missing;
    }

    private static void Copy(Piece piece, string target)
    {
        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (piece.Kind == PieceKind.Directory)
        {
            Durable.CreatePrivateDirectory(target);
            return;
        }

        Durable.CreatePrivateDirectory(Path.GetDirectoryName(target)!);
        if (piece.Kind == PieceKind.Link)
        {
            File.CreateSymbolicLink(target, new FileInfo(piece.Source).LinkTarget!);
            return;
        }

        var options = new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete };
        using var source = new FileStream(piece.Source, options);
        using var counted = new CountedStream(source, piece.Length ?? source.Length);
        using var copy = new FileStream(
            target,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = Private | (File.GetUnixFileMode(piece.Source) & UnixFileMode.UserExecute),
            }
        );
        counted.CopyTo(copy);
    }
}
