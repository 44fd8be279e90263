namespace Rota.Cli.Rendering;

/// <summary>
/// When the living line may come back after something went into a pipe: whoever reads it may print on this very
/// terminal (<c>| cat</c>, <c>| grep</c>), a moment later, and would print into the line.
/// </summary>
/// <param name="isPipe">Whether standard output is a pipe.</param>
/// <param name="time">The clock.</param>
internal sealed class PipeSettle(bool isPipe, TimeProvider time)
{
    /// <summary>What the other side is given to print what it read.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(150);

    /// <summary>Under output that never ends the line is shown at times all the same.</summary>
    public static readonly TimeSpan HiddenMax = TimeSpan.FromSeconds(1);

    private long? wrote;
    private long shown = time.GetTimestamp();

    /// <summary>Something was written to standard output.</summary>
    public void Wrote() => wrote = isPipe ? time.GetTimestamp() : null;

    /// <summary>Whether the line may be shown now; it counts as shown then.</summary>
    public bool TryShow()
    {
        if (wrote is { } at && time.GetElapsedTime(at) < Moment && time.GetElapsedTime(shown) < HiddenMax)
        {
            return false;
        }

        shown = time.GetTimestamp();
        return true;
    }
}
