using Rota.Core.Jobs;
using Rota.Fabric.Wire;
using Rota.Linux.Files;

namespace Rota.Cell.Files;

/// <summary>The files of one attempt, as its home has them: what it reads, or what it is to leave.</summary>
public sealed record FileManifest
{
    private const int LengthBytes = 4;

    /// <summary>The directory that its task runs in at home.</summary>
    public required string Directory { get; init; }

    /// <summary>The number of that directory on its file system.</summary>
    public required long Inode { get; init; }

    /// <summary>What it reads.</summary>
    public IReadOnlyList<ManifestFile> Files { get; init; } = [];

    /// <summary>Names of what it is to leave: files, or directories of them.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>The bytes of all that it reads.</summary>
    public long Bytes => Files.Sum(file => file.Stamp.Bytes);

    /// <summary>Writes it as bytes, in which names may be any.</summary>
    /// <exception cref="CellException">It is longer than a node would take.</exception>
    public ReadOnlyMemory<byte> Write()
    {
        var writer = new FrameWriter();
        writer.Begin(FrameKind.FilesWanted).Text(Directory).Int64(Inode).Texts(Outputs).Int32(Files.Count);
        foreach (var (name, hash, stamp) in Files)
        {
            writer
                .Text(name)
                .Text(hash)
                .Int64(stamp.Inode)
                .Int64(stamp.Bytes)
                .Int64(stamp.ModifiedNanos)
                .Int32(stamp.Mode);
        }

        writer.End();
        return writer.Written.Length - LengthBytes <= FrameReader.LengthMax
            ? writer.Written[LengthBytes..]
            : throw new CellException(CellFault.NoFile, "the names of its inputs are too long together: name fewer");
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">It is none, or names what no task may have.</exception>
    public static FileManifest Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new FrameReader(bytes);
        _ = reader.Kind();
        var (directory, inode, outputs) = (reader.Text(), reader.Int64(), reader.Texts());
        var files = new List<ManifestFile>();
        for (var left = reader.Int32(); left > 0; left--)
        {
            var (name, hash) = (reader.Text(), reader.Text());
            var stamp = new FileStamp(reader.Int64(), reader.Int64(), reader.Int64(), reader.Int32());
            files.Add(new ManifestFile(Named(name), FileHash.Checked(hash), stamp));
        }

        return new()
        {
            Directory = directory,
            Inode = inode,
            Files = files,
            Outputs = [.. outputs.Select(Named)],
        };
    }

    private static string Named(string name) =>
        DeclaredFiles.MistakeIn(name) is { } mistake
            ? throw new InvalidDataException($"a file is named \"{name}\": {mistake}")
            : name;
}

/// <summary>One file of it.</summary>
/// <param name="Name">Its name in the directory of the task.</param>
/// <param name="Hash">What is in it.</param>
/// <param name="Stamp">By what it is known where its file system is shared.</param>
public readonly record struct ManifestFile(string Name, string Hash, FileStamp Stamp);
