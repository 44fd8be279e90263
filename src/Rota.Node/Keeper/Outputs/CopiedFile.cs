using Rota.Linux.Files;
using Rota.Node.Keeper.Attempts;

namespace Rota.Node.Keeper.Outputs;

/// <summary>A file of the user's that the output of an attempt is copied to.</summary>
internal static class CopiedFile
{
    /// <summary>Copies a stream.</summary>
    /// <param name="live">The file that it went to while the attempt ran.</param>
    /// <param name="path">Where it is copied to; null for nowhere.</param>
    /// <param name="appends">Whether what is there stays.</param>
    public static CopyResult TryWrite(string live, string? path, bool appends)
    {
        // A pipe without a reader would hold the keeper up, and in /dev/null nobody looks.
        if (path is null || (ByteFiles.IsThere(path) && !ByteFiles.IsRegular(path, followsLinks: true)))
        {
            return CopyResult.Done;
        }

        try
        {
            using var source = new FileStream(
                live,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            using var target = new FileStream(path, appends ? FileMode.Append : FileMode.Create, FileAccess.Write);
            source.CopyTo(target);
            return CopyResult.Done;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(path, error.Message.TrimEnd('.'));
        }
    }
}
