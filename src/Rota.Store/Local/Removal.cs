using System.Runtime.InteropServices;
using Rota.Linux.Calls;
using Rota.Linux.Faults;
using Rota.Linux.Files;

namespace Rota.Store.Local;

/// <summary>
/// Removes what was kept of jobs outside of the database, and counts what that gives back. Names in it are the jobs':
/// any bytes.
/// </summary>
internal sealed class Removal
{
    private const uint Private = 0b111_000_000;

    /// <summary>Bytes that were given back.</summary>
    public long Freed { get; private set; }

    /// <summary>Removes all that is in a directory.</summary>
    public void Empty(string directory)
    {
        // Its job may have taken the right to write away from itself.
        Require(NativePaths.ChangeMode(directory, Private), directory);
        foreach (var (name, type) in DirectoryEntries.Of(directory))
        {
            var path = Path.Combine(directory, name);
            if (type == EntryType.Directory)
            {
                Remove(path);
            }
            else
            {
                RemoveFile(path, name);
            }

            CrashPoint.Reach("prune-entry");
        }
    }

    /// <summary>Removes a directory with all that is in it.</summary>
    public void Remove(string directory)
    {
        Empty(directory);
        Require(NativePaths.Remove(directory), directory);
    }

    private void RemoveFile(string path, string name)
    {
        if (FileFacts.Of(path) is { IsRegular: true, Links: 1 } facts)
        {
            // A keeper may have packed output open still: what is only unlinked would stay on the disk until it ends.
            if (name.StartsWith("output-", StringComparison.Ordinal))
            {
                _ = NativePaths.Truncate(path, 0);
            }

            Freed += facts.Bytes;
        }

        Require(NativePaths.Remove(path), path);
    }

    private static void Require(int result, string path)
    {
        if (result != 0 && Marshal.GetLastPInvokeError() is not Posix.NoEntry)
        {
            throw new IOException($"cannot remove {path}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }
}
