using System.Collections.Concurrent;
using Rota.Linux.Calls;
using Rota.Linux.Files;
using Rota.Node.Keeper.Attempts;

namespace Rota.Node.Keeper.Outputs;

/// <summary>
/// The numbered files that output goes to while attempts run, used again and again: making and removing two files for
/// each of a thousand tasks a second is dear, the more so as ext4 avoids inodes of the last seconds.
/// </summary>
/// <remarks>
/// A file is used again only when nobody else has it open, or a process that outlived its task would write into the
/// output of another one. That is looked at when the output is packed, with the file open anyway, and if need be again.
/// </remarks>
internal sealed class ScratchFiles(OutputStore outputs)
{
    private readonly ConcurrentQueue<int> free = new();
    private int last;

    /// <summary>Begins beyond the numbers that are in use, with no files of others in the directory.</summary>
    public void StartWith(string directory, IReadOnlySet<int> used)
    {
        LiveFiles.RemoveUnused(directory, used);
        last = Math.Max(last, used.DefaultIfEmpty().Max());
    }

    /// <summary>Files nobody uses.</summary>
    public int Take() => free.TryDequeue(out var scratch) ? scratch : Interlocked.Increment(ref last);

    /// <summary>Takes files back whose content was packed and is committed.</summary>
    /// <param name="scratch">Their number.</param>
    /// <param name="packed">What became of their content.</param>
    /// <param name="isOwned">
    /// Whether they belong to a user, who may have given them another name of theirs: nobody else gets them.
    /// </param>
    public void Return(int scratch, PackedOutput packed, bool isOwned = false)
    {
        var (output, errors) = (outputs.OutputPath(scratch), outputs.ErrorPath(scratch));
        var isReusable =
            !packed.IsLinked
            && !isOwned
            && (packed.IsUnshared || (IsUnshared(output) && IsUnshared(errors)))
            && FreshFile.TryMake(output, packed is { IsUnshared: true, Output.Length: 0 })
            && (packed is { IsUnshared: true, Errors.Length: 0 } || NativePaths.Truncate(errors, 0) == 0);
        if (isReusable)
        {
            free.Enqueue(scratch);
            return;
        }

        File.Delete(output);
        File.Delete(errors);
    }

    private static bool IsUnshared(string path)
    {
        using var file = new OpenScratch(path);
        return file.IsUnshared;
    }
}
