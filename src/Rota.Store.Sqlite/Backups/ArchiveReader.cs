using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using Rota.Core.Model;
using Rota.Linux.Faults;
using Rota.Linux.Files;

namespace Rota.Store.Sqlite.Backups;

/// <summary>Unpacks an archive below a directory, and believes nothing in it that its checksums do not prove.</summary>
/// <param name="file">The archive.</param>
/// <param name="root">An empty directory.</param>
internal sealed class ArchiveReader(string file, string root)
{
    private const int HeadMax = 64 << 10;
    private const int ManifestMax = 512 << 20;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly Dictionary<string, FileSum> sums = new(StringComparer.Ordinal);
    private readonly List<(string Path, string Target)> links = [];

    /// <summary>Unpacks it.</summary>
    /// <exception cref="StoreException">It is not a whole backup.</exception>
    public void Unpack()
    {
        try
        {
            using var stream = Open();
            using var tar = new TarReader(stream);
            Begin(tar.GetNextEntry());
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.Name == Manifest.Name)
                {
                    if (ReadManifest(entry, ManifestMax).FindDifference(sums) is { } difference)
                    {
                        throw Bad(difference);
                    }

                    // Last: nothing is ever written through a link that came out of the archive.
                    links.ForEach(link => File.CreateSymbolicLink(link.Path, link.Target));
                    return;
                }

                Take(entry);
                CrashPoint.Reach("restore-piece");
            }
        }
        catch (Exception error)
            when (error
                    is InvalidDataException
                        or EndOfStreamException
                        or JsonException
                        or FormatException
                        or ArgumentException
                        or OverflowException
            )
        {
            throw Bad(error.Message.TrimEnd('.'));
        }

        throw Bad("it ends before its manifest");
    }

    private Stream Open()
    {
        var stream = File.OpenRead(file);
        var isCompressed = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = 0;
        return isCompressed ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    private void Begin(TarEntry? entry)
    {
        if (entry?.Name != Manifest.HeadName)
        {
            throw Bad("it does not begin as one");
        }

        if (ReadManifest(entry, HeadMax).Version > Manifest.CurrentVersion)
        {
            throw new StoreException(
                StoreFailure.NewerSchema,
                $"{file} was written by a later version of Rota. Restore it with that version"
            );
        }
    }

    private void Take(TarEntry entry)
    {
        var path = PathOf(entry.Name);
        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                Durable.CreatePrivateDirectory(path);
                break;
            case TarEntryType.SymbolicLink:
                links.Add((path, entry.LinkName));
                break;
            case TarEntryType.RegularFile:
                Durable.CreatePrivateDirectory(Path.GetDirectoryName(path)!);
                Write(entry, path);
                break;
            default:
                throw Bad($"it holds a {entry.EntryType} named {entry.Name}");
        }
    }

    private void Write(TarEntry entry, string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = Private | (entry.Mode & UnixFileMode.UserExecute),
        };
        using (var target = new FileStream(path, options))
        using (var counted = new CountedStream(entry.DataStream ?? Stream.Null, entry.Length))
        {
            counted.CopyTo(target);
            sums[entry.Name] = new FileSum(counted.Length, counted.IsShort ? "" : counted.Checksum);
        }

        File.SetLastWriteTimeUtc(path, entry.ModificationTime.UtcDateTime);
    }

    /// <summary>Where an entry goes: below the root, and nowhere else.</summary>
    private string PathOf(string name)
    {
        var parts = name.TrimEnd('/').Split('/');
        var isOurs = name == Manifest.DatabaseName || (parts.Length >= 3 && parts[0] == "jobs");
        return isOurs && !parts.Any(part => part is "" or "." or ".." || part.Contains('\0', StringComparison.Ordinal))
            ? Path.Combine(root, Path.Combine(parts))
            : throw Bad($"it holds {name}, which is no part of a state");
    }

    private Manifest ReadManifest(TarEntry entry, int most)
    {
        if (entry.DataStream is null || entry.Length > most)
        {
            throw Bad($"its {entry.Name} has {Counted.Text(entry.Length, "byte")}");
        }

        var bytes = new byte[entry.Length];
        entry.DataStream.ReadExactly(bytes);
        return Manifest.Decode(bytes);
    }

    private StoreException Bad(string why) =>
        new(StoreFailure.Damaged, $"{file} is not a whole backup: {why}. Nothing was restored; take another backup");
}
