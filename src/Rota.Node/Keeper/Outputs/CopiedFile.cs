using Rota.Core.Jobs;
using Rota.Linux.Files;
using Rota.Node.Keeper.Attempts;

namespace Rota.Node.Keeper.Outputs;

/// <summary>A file of the user's that the output of an attempt is copied to.</summary>
internal static class CopiedFile
{
    private const int ReadWriteForAll = 0x1B6;

    /// <summary>Copies a stream.</summary>
    /// <param name="live">The file that it went to while the attempt ran.</param>
    /// <param name="path">Where it is copied to; null for nowhere.</param>
    /// <param name="copies">How.</param>
    public static CopyResult TryWrite(string live, string? path, OutputCopies copies)
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
            var isNew = !ByteFiles.IsThere(path);
            using var target = new FileStream(
                path,
                copies.Appends ? FileMode.Append : FileMode.Create,
                FileAccess.Write
            );
            if (isNew)
            {
                File.SetUnixFileMode(target.SafeFileHandle, (UnixFileMode)(ReadWriteForAll & ~copies.Mask));
            }

            source.CopyTo(target);
            return CopyResult.Done;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(path, error.Message.TrimEnd('.'));
        }
    }
}
