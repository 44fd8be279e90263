using Microsoft.Win32.SafeHandles;
using Rota.Core.Scheduling.Effects;
using Rota.Linux.Calls;
using Rota.Linux.Files;

namespace Rota.Node.Keeper.Outputs;

/// <summary>The packed files: one that grows for each job, another when it is full. A few are kept open.</summary>
internal sealed class Segments(Func<long, string> jobDirectory) : IDisposable
{
    private const long LengthMax = 256L << 20;
    private const int OpenMax = 64;
    private readonly Dictionary<long, (SafeFileHandle File, int Number, long Length)> open = [];

    /// <summary>The one that grows, its number and its length.</summary>
    public (SafeFileHandle File, int Number, long Length) Of(long job)
    {
        if (open.TryGetValue(job, out var known) && known.Length < LengthMax)
        {
            return known;
        }

        if (open.Remove(job, out known))
        {
            known.File.Dispose();
        }

        if (open.Count >= OpenMax)
        {
            Dispose();
        }

        var directory = DirectoryOf(job);
        var number = Math.Max(1, Newest(directory));
        var last = OutputStore.SegmentPath(directory, number);
        if (
            new FileInfo(last) is { Exists: true, Length: var length }
            && (length >= LengthMax || FileFacts.Of(last)?.Links > 1)
        )
        {
            number++;
        }

        var file = File.OpenHandle(
            OutputStore.SegmentPath(directory, number),
            FileMode.OpenOrCreate,
            FileAccess.Write,
            FileShare.ReadWrite | FileShare.Delete
        );
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return open[job] = (file, number, RandomAccess.GetLength(file));
    }

    /// <summary>
    /// Makes a whole file the next segment, without copying it: it works on a full disk. Nothing more is written into
    /// it while it has its first name, which goes when the end of its attempt is committed.
    /// </summary>
    /// <returns>Its place; null where the file system cannot do that.</returns>
    public OutputPlace? TryLink(long job, string path, long length)
    {
        if (open.Remove(job, out var known))
        {
            known.File.Dispose();
        }

        var directory = DirectoryOf(job);
        var number = Newest(directory) + 1;
        return NativeFile.Link(path, OutputStore.SegmentPath(directory, number)) == 0
            ? new OutputPlace(number, 0, length)
            : null;
    }

    private string DirectoryOf(long job)
    {
        var directory = jobDirectory(job);
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return directory;
    }

    /// <summary>So long is a job's file now.</summary>
    public void Grow(long job, long length)
    {
        var (file, number, _) = open[job];
        open[job] = (file, number, length);
    }

    /// <summary>
    /// The highest number, 0 where there is none, and not how many there are: where one is missing, another must not be
    /// begun in its place.
    /// </summary>
    private static int Newest(string directory) =>
        Directory
            .EnumerateFiles(directory, "output-*.log")
            .Select(path => int.TryParse(Path.GetFileName(path.AsSpan())[7..^4], out var number) ? number : 1)
            .DefaultIfEmpty()
            .Max();

    public void Dispose()
    {
        foreach (var (file, _, _) in open.Values)
        {
            file.Dispose();
        }

        open.Clear();
    }
}
