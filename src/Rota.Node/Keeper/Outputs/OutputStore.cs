using Rota.Core.Jobs;
using Rota.Core.Scheduling.Effects;
using Rota.Linux.Calls;
using Rota.Linux.Files;
using Rota.Node.Keeper.Attempts;
using Rota.Store.Local;

namespace Rota.Node.Keeper.Outputs;

/// <summary>
/// Packs what attempts wrote into one growing file a job. While an attempt runs, its output is in files of its own
/// (a pipe would die with the keeper, and <c>logs -f</c> reads along); at its end they are appended and removed.
/// </summary>
public sealed class OutputStore(string liveDirectory, Func<long, string> jobDirectory) : IDisposable
{
    /// <summary>Bytes kept of one stream of one attempt: the first half and the last half of it.</summary>
    public const long StreamMax = 16L << 20;

    /// <summary>Bytes from which on a file of its own is cheaper than a copy.</summary>
    private const long LinkMin = 4L << 20;
    private readonly Lock gate = new();
    private readonly Segments segments = new(jobDirectory);

    /// <summary>The file that standard output goes to while an attempt runs.</summary>
    /// <param name="scratch">Number of the attempt's files.</param>
    public string OutputPath(int scratch) => Path.Combine(liveDirectory, $"{scratch}.out");

    /// <summary>The file that standard error goes to.</summary>
    /// <param name="scratch">Number of the attempt's files.</param>
    public string ErrorPath(int scratch) => Path.Combine(liveDirectory, $"{scratch}.err");

    /// <summary>The file that says when the two grew.</summary>
    /// <param name="scratch">Number of the attempt's files.</param>
    public string TimesPath(int scratch) => Path.Combine(liveDirectory, $"{scratch}.times");

    /// <summary>Whether the process that these files are for was there.</summary>
    internal bool HasBegun(int scratch) => FreshFile.IsTouched(OutputPath(scratch));

    /// <summary>The packed file of a job with this number.</summary>
    public static string SegmentPath(string jobDirectory, int number) => OutputSegments.PathOf(jobDirectory, number);

    /// <summary>
    /// Packs an ended attempt's output. Where the disk does not take it, it stays in the live files, to be tried again.
    /// </summary>
    /// <param name="job">Its job.</param>
    /// <param name="scratch">Number of its files.</param>
    /// <param name="wantsLastLine">Whether the last line of standard error is asked for: it failed.</param>
    /// <param name="before">What an earlier try came to.</param>
    /// <param name="isOneStream">Whether its standard error went into its standard output.</param>
    internal PackedOutput TryPack(
        long job,
        int scratch,
        bool wantsLastLine,
        PackedOutput before,
        bool isOneStream = false
    )
    {
        try
        {
            // The reaper packs, and who brings attempts to their end that had left something.
            lock (gate)
            {
                return Shortage.Outwait(() =>
                {
                    using var outputFile = new OpenScratch(OutputPath(scratch));
                    using var errorFile = new OpenScratch(ErrorPath(scratch));
                    if (before.Output is null)
                    {
                        var output = Pack(job, outputFile, out var isOutputLinked);
                        before = before with { Output = output, IsLinked = isOutputLinked };
                    }

                    var errors = Pack(job, errorFile, out var isLinked);
                    return before with
                    {
                        Errors = errors,
                        LastLine = wantsLastLine ? StreamCopy.LastLineOf(isOneStream ? outputFile : errorFile) : null,
                        IsKept = true,
                        IsUnshared = outputFile.IsUnshared && errorFile.IsUnshared,
                        IsLinked = before.IsLinked || isLinked,
                    };
                });
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return before with { Failure = error.Message };
        }
    }

    /// <summary>Copies what an attempt wrote, whole, to the files that its order names.</summary>
    internal CopyResult TryCopy(int scratch, OutputCopies copies) =>
        CopiedFile.TryWrite(OutputPath(scratch), copies.Output, copies) is { Path: not null } failed
            ? failed
            : CopiedFile.TryWrite(ErrorPath(scratch), copies.Errors, copies);

    /// <inheritdoc/>
    public void Dispose() => segments.Dispose();

    private OutputPlace Pack(long job, OpenScratch live, out bool isLinked)
    {
        isLinked = false;
        if (live.Error != 0 && !live.IsAbsent)
        {
            throw new IOException(Native.Describe(live.Error));
        }

        if (live.Length == 0)
        {
            return default;
        }

        // A large one becomes a segment as it is, and so does one that the disk has no room for twice.
        var mayLink = live is { IsUnshared: true, Length: <= StreamMax };
        if (mayLink && live.Length >= LinkMin && segments.TryLink(job, live.Path, live.Length) is { } linked)
        {
            isLinked = true;
            return linked;
        }

        var (file, number, offset) = segments.Of(job);
        try
        {
            var end =
                live.Length <= StreamMax
                    ? StreamCopy.Copy(live.Handle, 0, live.Length, file, offset)
                    : StreamCopy.CopyEnds(live, file, offset);
            segments.Grow(job, end);
            return new OutputPlace(number, offset, end - offset);
        }
        catch (IOException)
        {
            RandomAccess.SetLength(file, offset);
            if (mayLink && segments.TryLink(job, live.Path, live.Length) is { } place)
            {
                isLinked = true;
                return place;
            }

            throw;
        }
    }
}
