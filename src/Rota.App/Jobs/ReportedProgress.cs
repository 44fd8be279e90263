using Rota.Core.Bytes;
using Rota.Linux.Files;
using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.App.Jobs;

/// <summary>What a running task says of how far it is: the last line of its <c>ROTA_PROGRESS_FILE</c>.</summary>
internal static class ReportedProgress
{
    private const int BytesRead = 1024;

    /// <summary>The line; null of a task that does not run, or has written none.</summary>
    public static string? Of(StateDirectory state, TaskRow row)
    {
        if (row.LiveAttempt == 0)
        {
            return null;
        }

        var path = Path.Combine(state.Live, $"{row.LiveAttempt}.progress");
        if (!ByteFiles.IsRegular(path, followsLinks: false))
        {
            return null;
        }

        try
        {
            using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[BytesRead];
            var from = Math.Max(0, RandomAccess.GetLength(file) - BytesRead);
            var text = ByteText.Of(bytes.AsSpan(0, RandomAccess.Read(file, bytes, from)));
            return text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .LastOrDefault();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or made the file one that nobody may read.
            return null;
        }
    }
}
