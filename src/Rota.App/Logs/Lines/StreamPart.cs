using Microsoft.Win32.SafeHandles;
using Rota.Node.Keeper.Outputs;

namespace Rota.App.Logs.Lines;

/// <summary>The bytes of one stream of an attempt, or the rest of them, in the file where they are.</summary>
/// <param name="File">The file; null where there is nothing to read.</param>
/// <param name="Offset">Where the stream begins in it.</param>
/// <param name="From">Where to begin in the stream.</param>
/// <param name="To">Where to end.</param>
internal sealed record StreamPart(SafeFileHandle? File, long Offset, long From, long To) : IDisposable
{
    /// <summary>Nothing.</summary>
    public static StreamPart None => new(null, 0, 0, 0);

    /// <summary>
    /// Whether what was read just now counts: the files of a running attempt serve another once its end is committed.
    /// </summary>
    public Func<bool> IsStill { get; init; } = () => true;

    /// <summary>Whether the middle may have been freed: then nothing is read there.</summary>
    public bool HasHoles { get; init; }

    /// <summary>How long the stream was when it was written: a long one keeps its first and last half.</summary>
    public long Written { get; init; }

    /// <summary>Whether there is nothing to read.</summary>
    public bool IsEmpty => File is null || To <= From;

    /// <summary>Where a byte that is kept stood in the stream as it was written.</summary>
    public long Origin(long kept) =>
        Written > OutputStore.StreamMax && kept > OutputStore.StreamMax / 2
            ? Math.Max(kept, Written - (To - kept))
            : kept;

    /// <summary>Where to go on in what is kept, for who has read so much of the stream as it was written.</summary>
    public long Kept(long seen) =>
        Written <= OutputStore.StreamMax || seen <= OutputStore.StreamMax / 2
            ? Math.Min(seen, To)
            : Math.Max(OutputStore.StreamMax / 2, To - Math.Max(0, Written - seen));

    /// <inheritdoc/>
    public void Dispose() => File?.Dispose();
}
