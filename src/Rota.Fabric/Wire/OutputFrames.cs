using Rota.Core.Jobs;

namespace Rota.Fabric.Wire;

/// <summary>Where the output of an attempt goes beside where it is kept, at the end of a frame.</summary>
public static class OutputFrames
{
    /// <summary>Writes it.</summary>
    /// <param name="writer">The frame.</param>
    /// <param name="copies">Files that it is copied to, absolute, or null.</param>
    /// <param name="redirectsErrors">Whether standard error goes where standard output goes.</param>
    /// <param name="hasMore">Whether the frame goes on behind it.</param>
    public static FrameWriter Goals(
        this FrameWriter writer,
        OutputCopies? copies,
        bool redirectsErrors,
        bool hasMore = false
    )
    {
        if (copies is null && !redirectsErrors && !hasMore)
        {
            return writer;
        }

        var written = copies ?? new OutputCopies(null, null, Appends: false);
        return writer
            .Text(written.Output ?? "")
            .Text(written.Errors ?? "")
            .Boolean(written.Appends)
            .Int32(written.Mask)
            .Boolean(redirectsErrors);
    }

    /// <summary>Reads it.</summary>
    public static (OutputCopies? Copies, bool RedirectsErrors) ReadGoals(ref FrameReader reader)
    {
        if (reader.IsAtEnd)
        {
            return (null, false);
        }

        var copies = new OutputCopies(PathOf(reader.Text()), PathOf(reader.Text()), reader.Boolean())
        {
            Mask = reader.Int32(),
        };
        return (copies is { Output: null, Errors: null } ? null : copies, !reader.IsAtEnd && reader.Boolean());
    }

    private static string? PathOf(string text) => text.Length == 0 ? null : text;
}
