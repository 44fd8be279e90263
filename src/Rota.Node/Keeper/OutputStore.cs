using System.Buffers;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Rota.Core.Reconcile;
using Rota.Store;

namespace Rota.Node.Keeper;

/// <summary>
/// Packs what attempts wrote into one growing file a job. While an attempt runs, its output is in files of its own
/// (a pipe would die with the keeper, and <c>logs -f</c> reads along); at its end they are appended and removed.
/// </summary>
public sealed class OutputStore(string liveDirectory, Func<long, string> jobDirectory) : IDisposable
{
    /// <summary>Bytes kept of one stream of one attempt: the first half and the last half of it.</summary>
    public const long StreamMax = 16L << 20;

    private const int LastLineMax = 300;
    private readonly Lock gate = new();
    private readonly Segments segments = new(jobDirectory);

    /// <summary>The file that standard output goes to while an attempt runs.</summary>
    /// <param name="scratch">Number of the attempt's files.</param>
    public string OutputPath(int scratch) => Path.Combine(liveDirectory, $"{scratch}.out");

    /// <summary>The file that standard error goes to.</summary>
    /// <param name="scratch">Number of the attempt's files.</param>
    public string ErrorPath(int scratch) => Path.Combine(liveDirectory, $"{scratch}.err");

    /// <summary>The packed file of a job with this number.</summary>
    public static string SegmentPath(string jobDirectory, int number) => OutputSegments.PathOf(jobDirectory, number);

    /// <summary>Packs an ended attempt's output. Where the disk does not take it, it stays in the live files.</summary>
    /// <param name="job">Its job.</param>
    /// <param name="scratch">Number of its files.</param>
    /// <param name="wantsLastLine">Whether the last line of standard error is asked for: it failed.</param>
    internal PackedOutput TryPack(long job, int scratch, bool wantsLastLine)
    {
        try
        {
            // The reaper packs, and who takes the exits that the anchor saw.
            lock (gate)
            {
                return Shortage.Outwait(() =>
                {
                    using var outputFile = new OpenScratch(OutputPath(scratch));
                    using var errorFile = new OpenScratch(ErrorPath(scratch));
                    return new PackedOutput(
                        Pack(job, outputFile),
                        Pack(job, errorFile),
                        wantsLastLine && errorFile.Length > 0 ? LastLineOf(errorFile.Handle, errorFile.Length) : null,
                        IsKept: true,
                        IsUnshared: outputFile.IsUnshared && errorFile.IsUnshared
                    );
                });
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new PackedOutput(default, default, $"its output could not be packed: {error.Message}", false, false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => segments.Dispose();

    private OutputPlace Pack(long job, OpenScratch live)
    {
        if (live.Error != 0 && !live.IsAbsent)
        {
            throw new IOException(Native.Describe(live.Error));
        }

        if (live.Length == 0)
        {
            return default;
        }

        var (source, length) = (live.Handle, live.Length);
        var (file, number, offset) = segments.Of(job);
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

        segments.Grow(job, end);
        return new OutputPlace(number, offset, end - offset);
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

/// <summary>What became of an ended attempt's output.</summary>
/// <param name="Output">Where standard output went.</param>
/// <param name="Errors">Where standard error went.</param>
/// <param name="LastLine">The last line of standard error, if it was asked for.</param>
/// <param name="IsKept">Whether it is packed, so that the files may serve another.</param>
/// <param name="IsUnshared">Whether it is known already that nobody has the files open any more.</param>
internal readonly record struct PackedOutput(
    OutputPlace Output,
    OutputPlace Errors,
    string? LastLine,
    bool IsKept,
    bool IsUnshared
);
