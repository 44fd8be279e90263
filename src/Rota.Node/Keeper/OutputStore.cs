using System.Buffers;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Rota.Core.Reconcile;

namespace Rota.Node.Keeper;

/// <summary>
/// Packs what attempts wrote into one growing file a job. While an attempt runs, its output is in files of its own
/// (a pipe would die with the keeper, and <c>logs -f</c> reads along); at its end they are appended and removed.
/// </summary>
public sealed class OutputStore(string liveDirectory, Func<long, string> jobDirectory) : IDisposable
{
    /// <summary>Bytes kept of one stream of one attempt: the first half and the last half of it.</summary>
    public const long StreamMax = 16L << 20;

    private const long SegmentMax = 256L << 20;
    private const int LastLineMax = 300;
    private const int OpenSegmentsMax = 64;
    private readonly Dictionary<long, (SafeFileHandle File, int Number, long Length)> segments = [];

    /// <summary>The file that standard output goes to while an attempt runs.</summary>
    /// <param name="scratch">Number of the attempt's files.</param>
    public string OutputPath(int scratch) => Path.Combine(liveDirectory, $"{scratch}.out");

    /// <summary>The file that standard error goes to.</summary>
    /// <param name="scratch">Number of the attempt's files.</param>
    public string ErrorPath(int scratch) => Path.Combine(liveDirectory, $"{scratch}.err");

    /// <summary>The packed file of a job with this number.</summary>
    public static string SegmentPath(string jobDirectory, int number) =>
        Path.Combine(jobDirectory, $"output-{number:0000}.log");

    /// <summary>Packs an ended attempt's output. Where the disk does not take it, it stays in the live files.</summary>
    /// <param name="job">Its job.</param>
    /// <param name="scratch">Number of its files.</param>
    /// <param name="wantsLastLine">Whether the last line of standard error is asked for: it failed.</param>
    internal PackedOutput TryPack(long job, int scratch, bool wantsLastLine)
    {
        try
        {
            return Shortage.Outwait(() =>
            {
                var output = Pack(job, OutputPath(scratch), wantsLine: false, out _);
                var errors = Pack(job, ErrorPath(scratch), wantsLastLine, out var lastLine);
                return new PackedOutput(output, errors, lastLine, true);
            });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new PackedOutput(default, default, $"its output could not be packed: {error.Message}", false);
        }
    }

    /// <summary>
    /// Removes progress files of attempts that are over. Few tasks write one: asking for it at every end would cost
    /// each short task two calls.
    /// </summary>
    public void RemoveProgress(Predicate<long> isRunning)
    {
        foreach (var path in Directory.EnumerateFiles(liveDirectory, "*.progress"))
        {
            if (!long.TryParse(Path.GetFileNameWithoutExtension(path.AsSpan()), out var attempt) || !isRunning(attempt))
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>Removes files that no attempt uses: a number that is given out anew must begin empty.</summary>
    public void RemoveUnused(IReadOnlySet<int> used)
    {
        foreach (var path in Directory.EnumerateFiles(liveDirectory))
        {
            if (path.EndsWith(".out", StringComparison.Ordinal) || path.EndsWith(".err", StringComparison.Ordinal))
            {
                if (
                    !int.TryParse(Path.GetFileNameWithoutExtension(path.AsSpan()), out var scratch)
                    || !used.Contains(scratch)
                )
                {
                    File.Delete(path);
                }
            }
        }
    }

    /// <summary>Frees the middle of a live file that has outgrown its share; its writer goes on undisturbed.</summary>
    public static void Trim(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length <= 2 * StreamMax)
        {
            return;
        }

        using var handle = File.OpenHandle(
            path,
            FileMode.Open,
            FileAccess.Write,
            FileShare.ReadWrite | FileShare.Delete
        );
        _ = Native.Allocate(
            (int)handle.DangerousGetHandle(),
            Native.PunchHoleKeepSize,
            StreamMax / 2,
            file.Length - StreamMax - (StreamMax / 2)
        );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (file, _, _) in segments.Values)
        {
            file.Dispose();
        }

        segments.Clear();
    }

    private OutputPlace Pack(long job, string path, bool wantsLine, out string? lastLine)
    {
        lastLine = null;
        var length = new FileInfo(path) is { Exists: true, Length: var found } ? found : 0;
        if (length == 0)
        {
            return default;
        }

        using var source = File.OpenHandle(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete
        );
        var (file, number, offset) = SegmentOf(job);
        var end = offset;
        if (length <= StreamMax)
        {
            end = Copy(source, 0, length, file, end);
        }
        else
        {
            end = Copy(source, 0, StreamMax / 2, file, end);
            var mark = Encoding.UTF8.GetBytes(
                $"\n[rota: {length - StreamMax} bytes left out here; the first and the last {StreamMax / 2} are kept]\n"
            );
            RandomAccess.Write(file, mark, end);
            end = Copy(source, length - (StreamMax / 2), StreamMax / 2, file, end + mark.Length);
        }

        segments[job] = (file, number, end);
        lastLine = wantsLine ? LastLineOf(source, length) : null;
        return new OutputPlace(number, offset, end - offset);
    }

    private (SafeFileHandle File, int Number, long Length) SegmentOf(long job)
    {
        if (segments.TryGetValue(job, out var open) && open.Length < SegmentMax)
        {
            return open;
        }

        if (segments.Remove(job, out open))
        {
            open.File.Dispose();
        }

        if (segments.Count >= OpenSegmentsMax)
        {
            Dispose();
        }

        var directory = jobDirectory(job);
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var number = Math.Max(1, Directory.GetFiles(directory, "output-*.log").Length);
        if (new FileInfo(SegmentPath(directory, number)) is { Exists: true, Length: >= SegmentMax })
        {
            number++;
        }

        var file = File.OpenHandle(
            SegmentPath(directory, number),
            FileMode.OpenOrCreate,
            FileAccess.Write,
            FileShare.ReadWrite | FileShare.Delete
        );
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return segments[job] = (file, number, RandomAccess.GetLength(file));
    }

    private static long Copy(SafeFileHandle source, long from, long count, SafeFileHandle target, long at)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(count, 1 << 20));
        while (count > 0)
        {
            var read = RandomAccess.Read(source, buffer.AsSpan(0, (int)Math.Min(count, buffer.Length)), from);
            if (read == 0)
            {
                break;
            }

            RandomAccess.Write(target, buffer.AsSpan(0, read), at);
            (from, at, count) = (from + read, at + read, count - read);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return at;
    }

    private static string? LastLineOf(SafeFileHandle source, long length)
    {
        Span<byte> tail = stackalloc byte[4096];
        var read = RandomAccess.Read(source, tail, Math.Max(0, length - tail.Length));
        var text = Encoding.UTF8.GetString(tail[..read]).TrimEnd();
        var line = text[(text.LastIndexOf('\n') + 1)..].Trim();
        return line.Length == 0 ? null
            : line.Length > LastLineMax ? line[..LastLineMax] + "…"
            : line;
    }
}

/// <summary>Where an ended attempt's output went.</summary>
internal readonly record struct PackedOutput(OutputPlace Output, OutputPlace Errors, string? LastLine, bool IsKept);
