using Rota.Core.Bytes;
using Rota.Linux.Files;
using Rota.Store.Local;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Tables;

namespace Rota.Store.Sqlite.Backups;

/// <summary>
/// What belongs to a copied database: the packed output that it refers to, as far as it does, and the files that its
/// jobs left. Output only grows, and is written before the database knows of it: the copied database comes first.
/// </summary>
/// <param name="root">The directory of the state that the database was copied from.</param>
internal sealed class StateContents(string root)
{
    private readonly List<Piece> outputs = [];
    private readonly List<long> jobs = [];

    /// <summary>What should be there and is not, each a sentence.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>The packed output.</summary>
    public IReadOnlyList<Piece> Outputs => outputs;

    /// <summary>The files of the jobs.</summary>
    public IEnumerable<Piece> Files =>
        jobs.Select(job => Path.Combine(JobDirectory(job), "files"))
            .Where(name => Directory.Exists(Path.Combine(root, name)))
            .SelectMany(Below);

    /// <summary>Reads the copied database; what it refers to and is not there is noted in it as lost.</summary>
    public void Read(Connection copy)
    {
        foreach (var use in SegmentUses.Used(copy))
        {
            var name = OutputSegments.PathOf(JobDirectory(use.Job), use.Segment);
            var file = new FileInfo(Path.Combine(root, name));
            var length = file.Exists ? file.Length : 0;
            if (length < use.Until)
            {
                SegmentUses.Lose(copy, use, length);
                Missing.Add(
                    $"{file.FullName} "
                        + $"{(file.Exists ? $"ends at byte {length} instead of {use.Until}" : "is missing")}: "
                        + $"output of job {use.Job} is lost"
                );
            }

            if (length > 0)
            {
                outputs.Add(new Piece(name, file.FullName, PieceKind.File) { Length = Math.Min(length, use.Until) });
            }
        }

        outputs.AddRange([
            .. outputs.Select(output => Path.GetDirectoryName(output.Name)!).Distinct().SelectMany(Times),
        ]);
        using var rows = copy.Prepare("SELECT id FROM job ORDER BY id").Rows();
        while (rows.Read())
        {
            jobs.Add(rows.Int64(0));
        }
    }

    /// <summary>When the output of a job was written, as far as that is known.</summary>
    private IEnumerable<Piece> Times(string directory)
    {
        var name = OutputSegments.TimesOf(directory);
        var source = Path.Combine(root, name);
        return File.Exists(source) ? [new Piece(name, source, PieceKind.File)] : [];
    }

    /// <summary>A directory and all in it. What goes away meanwhile, as running jobs do it, is left out.</summary>
    private IEnumerable<Piece> Below(string name)
    {
        yield return new Piece(name, Path.Combine(root, name), PieceKind.Directory);
        foreach (var (entry, type) in Entries(Path.Combine(root, name)))
        {
            var inside = Path.Combine(name, entry);
            var source = Path.Combine(root, inside);
            if (!ByteText.IsUtf8(entry))
            {
                Missing.Add($"{source}: its name is not UTF-8, so it is left out. Rename it");
                continue;
            }

            switch (type)
            {
                case EntryType.Link when !ByteText.IsUtf8(DirectoryEntries.LinkTarget(source) ?? ""):
                    Missing.Add($"{source}: it leads to a name that is not UTF-8, so it is left out. Rename that");
                    break;
                case EntryType.Link:
                    yield return new Piece(inside, source, PieceKind.Link);
                    break;
                case EntryType.Directory:
                    foreach (var piece in Below(inside))
                    {
                        yield return piece;
                    }

                    break;
                case EntryType.Regular:
                    yield return new Piece(inside, source, PieceKind.File);
                    break;
                case EntryType.Gone:
                    break;
                default:
                    Missing.Add($"{source}: a pipe, a socket or a device, so it is left out");
                    break;
            }
        }
    }

    private IReadOnlyList<(string Name, EntryType Type)> Entries(string directory)
    {
        try
        {
            return [.. DirectoryEntries.Of(directory).OrderBy(one => one.Name, StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (IOException error)
        {
            Missing.Add($"{directory} cannot be read, so it is left out: {error.Message}");
            return [];
        }
    }

    private static string JobDirectory(long job) => Path.Combine("jobs", job.ToString());
}

/// <summary>One thing that is copied.</summary>
/// <param name="Name">Its path below the state.</param>
/// <param name="Source">Where it is.</param>
/// <param name="Kind">What it is.</param>
internal sealed record Piece(string Name, string Source, PieceKind Kind)
{
    /// <summary>So many bytes of it; null for all that is there.</summary>
    public long? Length { get; init; }
}

/// <summary>What a piece is.</summary>
internal enum PieceKind
{
    File,
    Directory,
    Link,
}
